exports.named = 'named';
exports.call = function (f, n) {
  const out = [];
  for (let i = 0; i < n; i++) out.push(f(i));
  return out;
};
exports.Klass = class Klass {
  constructor(x) {
    this.x = x;
  }
  go(f) {
    return f(this.x) + exports.call(f, 1)[0];
  }
};
