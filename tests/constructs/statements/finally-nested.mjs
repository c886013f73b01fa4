// covers: finally / nested, return passes through all of them
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run(how) {
  const out = [];
  try {
    try {
      try {
        t('body');
        if (how) throw t('thrown');
        return out;
      } finally {
        out.push(t('f1'));
      }
    } catch (e) {
      out.push('c' + t(e));
      return out;
    } finally {
      out.push(t('f2'));
      try {
        t('inner of f2');
        throw 1;
      } catch {
        out.push(t('handled in f2'));
      } finally {
        out.push(t('f2f'));
      }
    }
  } finally {
    out.push(t('f3'));
  }
}
console.log(run(false), run(true));
console.log(log.join(' '));
