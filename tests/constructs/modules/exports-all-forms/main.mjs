// covers: exports / every form, read live
import { a, b as renamed, f, K, bump, late } from './lib.mjs';
import def, * as ns from './lib.mjs';
import * as again from './reexport.mjs';
const log = [];
const t = (x) => {
  for (let i = 0; i < 1; i++) log.push(x);
  return x;
};
console.log(a, renamed, t(f(1)), new K().v, def(), late(), Object.keys(ns));
const before = [renamed, ns.b, again.b];
bump(t(5));
console.log(before, renamed, ns.b, again.b, again.own, Object.keys(again));
try {
  ns.a = t('never');
} catch (e) {
  console.log(e.name);
}
console.log(log.join(' '), ns[Symbol.toStringTag], ns.default === def);
