// covers: generator / return() runs finally blocks, which may yield
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen() {
  try {
    try {
      yield t(1);
    } finally {
      t('inner');
      yield t(2);
      t('inner end');
    }
  } finally {
    t('outer');
  }
  yield t('never');
}
const g = gen();
console.log(g.next(), g.return('R'), g.next(), g.next());
const h = gen();
h.next();
h.return('x');
console.log(h.return('y'), h.next());
console.log(log.join(' '));
