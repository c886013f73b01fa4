// covers: finally / block and finally have scopes of their own
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const fs = [];
  const x = t('outer');
  try {
    const x = t('try');
    fs.push(() => x);
  } finally {
    let x = t('finally');
    fs.push(() => x);
    x += '+';
  }
  fs.push(() => x);
  return fs.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
