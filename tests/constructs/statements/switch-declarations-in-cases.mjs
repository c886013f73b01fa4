// covers: switch / lexical declarations shared by the cases
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(v) {
  const out = [];
  switch (v) {
    case 0:
      let shared = t('zero');
      out.push(() => shared);
    case 1:
      try {
        out.push(shared);
      } catch (e) {
        out.push(e.name);
      }
      t('mid');
      shared = t('one');
      const c = t('const');
      out.push(() => c + shared);
    case 2:
      function inCase() {
        return t('fn');
      }
      out.push(inCase());
  }
  return out.map((x) => (typeof x === 'function' ? x() : x));
}
console.log(run(0));
try {
  console.log(run(1));
} catch (e) {
  console.log(e.name);
}
console.log(run(2));
console.log(log.join(' '));
