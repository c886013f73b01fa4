// covers: async function / async methods, super and private names after an await
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class A {
  async load(x) {
    await null;
    return t('A' + x);
  }
}
class B extends A {
  #p = 'p';
  async load(x) {
    const before = await super.load(x);
    this.#p += t(before);
    await null;
    return super.load(this.#p);
  }
  static async make() {
    await null;
    return new this();
  }
}
console.log(await (await B.make()).load('1'));
console.log(log.join(' '));
