// covers: generator / finally overrides return() and throw()
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* gen() {
  for (;;) {
    try {
      yield t('y');
    } finally {
      t('f');
      continue;
    }
  }
}
function* over() {
  try {
    yield t('o');
  } finally {
    return t('override');
  }
}
const g = gen();
console.log(g.next(), g.return(1), g.next());
console.log([over()].map((o) => (o.next(), o.throw(new Error('lost')))));
console.log(log.join(' '));
