// covers: exports / default of an expression, an arrow, a class and a list
import value from './value.mjs';
import arrow from './arrow.mjs';
import Klass from './klass.mjs';
import fn, { fn as same } from './fn.mjs';
console.log(
  value,
  arrow(2),
  arrow.name,
  new Klass().who(),
  Klass.name,
  fn(3),
  fn === same,
  fn.name,
);
