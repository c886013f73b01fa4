// covers: sloppy function / length and name can be redefined and are kept
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function f(a, b) {
  t('f');
  return f.count++;
}
f.count = 1;
Object.defineProperty(f, 'name', { value: 'renamed' });
Object.defineProperty(f, 'length', { value: 7 });
f();
console.log(f.name, f.length, f.count, Object.keys(f), f.prototype.constructor === f);
console.log(log.join(' '));
