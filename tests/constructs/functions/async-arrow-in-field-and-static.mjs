// covers: async function / async arrows in fields, static blocks and accessors
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class K {
  id = 'k';
  load = async (x) => {
    await null;
    return t(this.id + x);
  };
  static ready = (async () => {
    await null;
    return t(this.name);
  })();
  static {
    this.later = async () => t((await this.ready) + '!');
  }
  get lazy() {
    return this.load('lazy').then((v) => t(v + '.'));
  }
}
const k = new K();
console.log(await Promise.all([k.load(1), K.later(), k.lazy]));
console.log(log.join(' '));
