// covers: strict-mode errors / frozen objects, getters without setter, non-extensible
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const frozen = Object.freeze({ a: 1, list: Object.freeze([1]) });
  const getter = {
    get g() {
      return 1;
    },
  };
  const out = [];
  for (const f of [
    () => (frozen.a = t(2)),
    () => (frozen.b = t(3)),
    () => frozen.list.push(t(4)),
    () => (getter.g = t(5)),
    () => delete frozen.a,
    () => ('str'.length = t(6)),
    () => ((5).x = t(7)),
  ])
    try {
      f();
      out.push('no error');
    } catch (e) {
      out.push(e.name);
    }
  return [out, frozen];
}
console.log(run());
console.log(log.join(' '));
