// covers: methods / borrowed, detached and rebound while active
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class C {
  id = 'c';
  m(x) {
    const before = this?.id;
    t(x);
    C.prototype.m = function (y) {
      return t('replaced ' + y);
    };
    return [before, this?.id];
  }
}
const c = new C();
const m = c.m;
console.log(c.m(1), c.m(2), m.call({ id: 'other' }, 3), m(4));
console.log(log.join(' '));
