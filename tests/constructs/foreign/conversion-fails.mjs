// covers: conversion / error and non-primitive results
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const bad = {
  valueOf() {
    t('valueOf');
    return {};
  },
  toString() {
    t('toString');
    return {};
  },
};
const throws = {
  valueOf() {
    throw new Error(t('thrown'));
  },
};
function run() {
  const out = [];
  for (const f of [
    () => bad + 1,
    () => `${bad}`,
    () => t(1) + throws,
    () => throws < t(2),
    () => t(3) * 1n,
  ])
    try {
      out.push(f());
    } catch (e) {
      out.push(e.name);
    }
  return out;
}
console.log(run());
console.log(log.join(' '));
