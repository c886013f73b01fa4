// covers: conversion / valueOf in arithmetic and comparison
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const n = (v) => ({
  valueOf() {
    for (let i = 0; i < 1; i++) t('v' + v);
    return v;
  },
});
function run() {
  const a = n(1);
  return [
    a + n(2),
    a * n(3) - n(4),
    n(1) < n(2),
    n(5) == 5,
    -n(6),
    +n(7),
    Math.max(n(1), n(2)),
    [1, 2, 3][n(1)] === undefined,
    new Date(n(0)).getTime(),
  ];
}
console.log(run());
console.log(log.join(' '));
