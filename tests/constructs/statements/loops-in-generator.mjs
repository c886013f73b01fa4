// covers: loops / every loop kind suspended at a yield
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen() {
  const fs = [];
  for (let i = 0; i < 2; i++) {
    fs.push(() => 'f' + i);
    i += yield t('for');
  }
  const o = { a: 1, b: 2, c: 3 };
  for (const k in o) {
    fs.push(() => 'in' + k);
    yield t(k);
    delete o.b;
  }
  for (const [x, y = yield 'dflt'] of [[1], [2, 3]]) {
    yield t(x);
    fs.push(() => 'of' + x + y);
  }
  let n = 0;
  while (n < 2) {
    const k = n++;
    yield t('w' + k);
    fs.push(() => 'w' + k);
  }
  do {
    const k = n--;
    fs.push(() => 'd' + k);
  } while (yield t('do'));
  return fs.map((f) => f()).join(' ');
}
const g = gen();
const out = [];
let r;
for (let i = 0; !(r = g.next(i % 4 === 3 ? 1 : 0)).done; i++) out.push(r.value);
console.log(out.join(' '), '|', r.value);
console.log(log.join(' '));
