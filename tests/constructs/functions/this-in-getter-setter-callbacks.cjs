// covers: this / accessor called on a primitive, sloppy and strict
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
Object.defineProperties(Number.prototype, {
  sloppyThis: {
    get() {
      t('sloppy');
      return typeof this;
    },
    configurable: true,
  },
  strictThis: {
    get() {
      'use strict';
      t('strict');
      return typeof this;
    },
    configurable: true,
  },
});
function run() {
  return (5).sloppyThis + t('-') + (5).strictThis;
}
console.log(run());
console.log(log.join(' '));
