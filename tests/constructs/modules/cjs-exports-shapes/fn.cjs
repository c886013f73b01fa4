module.exports = function make(n) {
  return n === 0 ? [] : [...make(n - 1), module.exports.helper(n)];
};
module.exports.helper = (x) => {
  let s = '';
  while (x-- > 0) s += 'h';
  return s;
};
