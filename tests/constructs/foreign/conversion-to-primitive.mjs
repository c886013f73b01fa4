// covers: conversion / Symbol.toPrimitive with its hint
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const p = {
  [Symbol.toPrimitive](hint) {
    t(hint);
    return hint === 'number' ? 42 : hint;
  },
};
function run() {
  let x = p;
  x++;
  let y = p;
  y += t('!');
  return [
    +p,
    `${p}`,
    p + '',
    p * 2,
    p == 'default',
    x,
    y,
    new Date(p) instanceof Date,
    [p] + '',
    isNaN(p),
    BigInt(p),
  ];
}
console.log(run());
console.log(log.join(' '));
