// covers: mixed modules / ES module imports CommonJS, named and default
import lib, { named, call } from './lib.cjs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const seen = [];
const cb = (x) => {
  for (let i = 0; i < 1; i++) seen.push(x);
  return x * 2;
};
console.log(named, call(cb, 3), lib.call(cb, 2), require('./lib.cjs') === lib, seen);
console.log(lib.Klass.name, new lib.Klass(5).go(cb));
