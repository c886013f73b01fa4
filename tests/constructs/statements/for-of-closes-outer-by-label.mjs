// covers: for of / continue and break with labels close the inner iterators
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* source(name, n) {
  try {
    for (let i = 0; i < n; i++) yield i;
    t(name + ':ran out');
  } finally {
    t(name + ':closed');
  }
}
function run() {
  outer: for (const a of source('a', 3)) {
    for (const b of source('b' + a, 2)) {
      t(`${a}${b}`);
      if (a === 0) continue outer;
      if (a === 2) break outer;
    }
  }
}
run();
console.log(log.join(' '));
