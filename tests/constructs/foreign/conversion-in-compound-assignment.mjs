// covers: conversion / in compound assignment, update and switch
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
let v = 5;
const n = {
  valueOf() {
    return t(v++);
  },
};
function run() {
  let x = 10;
  x += n;
  x *= n;
  const o = { p: n };
  o.p++;
  const a = [1, 2, 3];
  a[1] -= n;
  return [x, o.p, a, n == 8 ? 'eq' : 'ne', v];
}
console.log(run());
console.log(log.join(' '));
