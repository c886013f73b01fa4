// covers: module text / hashbang and directives before the first statement
import { run } from './tool.mjs';
import lib from './lib.cjs';
console.log(run(2), lib(2));
