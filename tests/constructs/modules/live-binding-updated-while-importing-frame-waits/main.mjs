// covers: live bindings / importer waits while the exporter changes the value
import { counter, inc, incAsync } from './counter.mjs';
const show = () => counter;
const before = counter + inc() + counter;
let s = '';
for (let i = 0; i < 3; i++) {
  s += counter;
  inc();
  s += show() + ',';
}
const mid = [counter, await incAsync(), counter];
console.log(before, s, mid, show());
