module.exports = function (x, back) {
  arguments[0] = 'aliased ' + x;
  for (var i = 0; i < 1; i++) var seen = x;
  return [typeof this, seen, ...back('stop')];
};
