// covers: assignment / anonymous functions named after their target
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let f, g, h;
  f = function () {};
  t(1);
  g ??= () => {};
  const o = { m: function () {}, ['c' + t('k')]: () => {}, a: class {} };
  [h = () => t('h')] = [];
  const { d = function () {} } = {};
  const seq = (0, function () {});
  return [f, g, h, d, seq, o.m, o.ck, o.a].map((x) => x.name);
}
console.log(run());
console.log(log.join(' '));
