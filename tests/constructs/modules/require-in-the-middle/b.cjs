note('b start');
module.exports = function (n) {
  const inner = require('./c.cjs');
  return note(inner(n)) * 2;
};
