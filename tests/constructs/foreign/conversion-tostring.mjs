// covers: conversion / toString in keys, concatenation and native functions
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const s = (v) => ({
  toString() {
    t('s' + v);
    return v;
  },
});
function run() {
  const o = { [s('k')]: 1 };
  o[s('a')] = t('value');
  o[s('k')] += 5;
  return [
    o,
    s('x') + 'y',
    String(s('z')),
    [s('p'), s('q')].join(),
    s('k') in o,
    'abc'.indexOf(s('b')),
    parseInt(s('42')),
    Symbol(s('d')).description,
  ];
}
console.log(run());
console.log(log.join(' '));
