// covers: uninstrumented package / recursion that alternates with the program's frames
import { bounce } from 'bouncer';
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function go(n) {
  const mine = 'm' + n;
  if (n === 0) return t('bottom');
  const r = bounce(n, (k) => go(k - 1) + t(mine));
  return r + mine.length;
}
console.log(go(4));
console.log(log.join(' '));
