// covers: finally / pending completion kept over a yield in finally
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen(how) {
  for (const i of [1, 2]) {
    try {
      if (how === 'return') return t('value');
      if (how === 'throw') throw new Error('pending');
      if (how === 'break') break;
      if (how === 'continue') continue;
      yield t('body');
    } finally {
      t(yield 'f' + i);
    }
    t('rest');
  }
  return 'end';
}
const drain = (g) => {
  const out = [];
  try {
    for (let r = g.next('n'); ; r = g.next('n')) {
      out.push(r.value);
      if (r.done) return out;
    }
  } catch (e) {
    return [...out, e.message];
  }
};
for (const how of ['return', 'throw', 'break', 'continue', 'normal']) console.log(drain(gen(how)));
const g = gen('normal');
g.next();
console.log(g.return('R'), g.next('x'), g.next());
console.log(log.join(' '));
