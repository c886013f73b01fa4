let n = 0;
module.exports = {
  next() {
    for (let i = 0; i < 2; i++) n += i;
    return 'other' + n;
  },
};
