// covers: uncaught exception / in a CommonJS module, custom error with properties
// compare: stdout stderr exitCode
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class Custom extends Error {
  constructor(m) {
    super(m);
    this.code = t('E_CUSTOM');
  }
}
function run() {
  for (const x of [1, 2]) {
    t(x);
    if (x === 2) {
      throw new Custom('custom message');
    }
  }
}
console.log('before');
run();
