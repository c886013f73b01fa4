// covers: async function / async arrows with lexical this and arguments
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class K {
  id = 'k';
  async run(x) {
    const f = async (y) => {
      await null;
      t(y);
      return [this.id, arguments[0], y, await (async () => this.id + arguments.length)()];
    };
    return f('y');
  }
}
async function sloppy(a) {
  await null;
  a = t('changed');
  return [this === globalThis, arguments[0]];
}
(async () => {
  console.log(await new K().run('x'));
  console.log(await sloppy('orig'));
  console.log(log.join(' '));
})();
