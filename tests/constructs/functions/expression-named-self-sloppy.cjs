// covers: function expression / sloppy assignment to its own name is ignored
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const f = function self(n) {
  self = t('ignored');
  const inner = () => self;
  t(typeof self);
  if (n) {
    var x = function () {
      return typeof self;
    };
    return [inner() === f, x(), self === f];
  }
  {
    let self = t('shadow');
    return [self, inner() === f];
  }
};
console.log(f(1), f(0));
console.log(log.join(' '));
