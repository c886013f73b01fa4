note('c start');
module.exports = (n) => note(n) + 1;
