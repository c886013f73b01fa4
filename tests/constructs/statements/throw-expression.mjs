// covers: throw / frame waits in the thrown expression
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class Oops extends Error {
  constructor(m) {
    super(t(m));
    this.extra = t('extra');
  }
}
function run() {
  t('start');
  throw new Oops(t('m1') + t('m2'));
}
try {
  run();
} catch (e) {
  console.log(e instanceof Oops, e.message, e.extra, e.name);
}
console.log(log.join(' '));
