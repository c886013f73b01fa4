let n = 0;
exports.inc = () => {
  for (const step of [1]) n += step;
  return n;
};
