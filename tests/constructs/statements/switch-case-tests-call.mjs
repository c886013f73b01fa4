// covers: switch / frame waits in a case test
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
    case t('a'):
      out.push(1);
      break;
    case t('b'):
      out.push(2);
    case t('c'):
      out.push(3);
      break;
    case t('d'):
      out.push(4);
  }
  out.push(t('.'));
  return out.join('');
}
console.log(run('a'), run('b'), run('c'), run('x'));
console.log(log.join(' '));
