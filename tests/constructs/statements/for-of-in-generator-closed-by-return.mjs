// covers: for of / return() of a generator closes the iterators it waits in
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* source(n) {
  try {
    for (let i = 0; ; i++) yield t(n + i);
  } finally {
    t('closed ' + n);
  }
}
function* gen() {
  for (const a of source('a')) {
    for (const b of source('b')) {
      yield a + b;
      if (b === 'b1') break;
    }
  }
}
const g = gen();
console.log(g.next().value, g.next().value, g.next().value, g.return('r'), g.next());
console.log(log.join(' '));
