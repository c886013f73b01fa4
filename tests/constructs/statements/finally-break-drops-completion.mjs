// covers: finally / break and continue in finally drop the pending completion
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const out = [];
  for (let i = 0; i < 3; i++) {
    try {
      t(i);
      if (i === 0) throw new Error('dropped');
      if (i === 1) return 'dropped';
      out.push('normal');
    } finally {
      out.push(t('f' + i));
      if (i < 2) continue;
      break;
    }
  }
  block: try {
    return 'dropped too';
  } finally {
    t('b');
    break block;
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
