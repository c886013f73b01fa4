// covers: await / in arguments, receiver and callee
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
  const o = {
    n: 'o',
    m(...xs) {
      return t(this.n + xs.join());
    },
  };
  let p = o;
  return [
    p.m(t(1), await wait(2), ...(await wait([3, 4])), await wait(5)),
    p.m(((p = null), await wait('x'))),
    (await wait(o)).m(await wait('y')),
    (await wait((v) => t(v)))(t('z')),
    o[await wait('m')](await wait('k')),
    new (await wait(Array))(await wait(2)).length,
  ];
}
log.push = (x) =>
  Array.prototype.push.call(log, typeof x === 'string' && x.length > 12 ? x.slice(0, 5) : x);
console.log(await run());
console.log(log.length);
