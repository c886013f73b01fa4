// covers: CommonJS module top / this, exports, arguments and the wrapper's parameters
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const wrapper = [
  arguments.length,
  arguments[0] === exports,
  arguments[1] === require,
  arguments[2] === module,
];
const arrow = () => [this === exports, arguments[2] === module];
exports.a = t('a');
this.b = t('b');
const before = module.exports;
t('mid');
module.exports = { c: t('c') };
console.log(wrapper, arrow(), before, exports === before, this === before, module.exports);
console.log(
  __filename.endsWith('cjs-top-level.cjs'),
  __dirname.length < __filename.length,
  typeof new.target,
);
console.log(log.join(' '));
