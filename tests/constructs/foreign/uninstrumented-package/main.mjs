// covers: uninstrumented package / calls back, callbacks call it again
import { each, Machine, retry } from 'plain-package';
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const out = [];
  let sum = 0;
  each([1, 2], (x) => {
    sum += t(x);
    each(['a', 'b'], (y) => out.push(t(y) + sum));
  });
  class My extends Machine {
    step(x) {
      return t(super.step(x) + '/my');
    }
  }
  return [
    out,
    new My().run(2),
    retry(3, (i) => {
      if (t(i) < 2) throw new Error('again');
      return i;
    }),
  ];
}
console.log(run());
console.log(log.join(' '));
