// covers: await / in heritage and computed keys of a class
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run() {
  class K extends (await wait(
    class B {
      b = t('b');
    },
  )) {
    [await wait('m')]() {
      return t('m');
    }
    static [t('s1') + (await wait('s2'))] = t('static');
    f = t('f');
  }
  const k = new K();
  return [k.m(), K.s1s2, k.f, k.b];
}
console.log(await run());
console.log(log.length);
