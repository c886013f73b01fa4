// covers: finally / return value computed before finally is kept
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let x = 1;
  try {
    return (x = t(x + 1)) * 10;
  } finally {
    t('f1');
    x = 99;
    t('f2');
  }
}
function object() {
  const o = { n: 1 };
  try {
    return o;
  } finally {
    t('o');
    o.n++;
    t('o');
  }
}
console.log(run(), object());
console.log(log.join(' '));
