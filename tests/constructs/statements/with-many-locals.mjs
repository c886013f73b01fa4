// covers: block / many locals of every kind alive at once
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(p1, { p2, p3 = t('p3') } = {}, ...p4) {
  var v = t('v');
  let l = 1n;
  const c = Symbol.for('c');
  let u;
  let nul = null;
  const nan = NaN;
  const neg = -0;
  const re = /x/gy;
  re.lastIndex = 3;
  const arr = [1, , 3];
  const frozen = Object.freeze({ z: 1 });
  const wm = new WeakMap([[frozen, 'weak']]);
  function fn() {
    return fn === self && p1;
  }
  const self = fn;
  class K {
    static s = 's';
  }
  t('mid');
  l += 5n;
  return [
    p1,
    p2,
    p3,
    p4,
    v,
    l,
    c.description,
    u,
    nul,
    Number.isNaN(nan),
    Object.is(neg, -0),
    re.lastIndex,
    1 in arr,
    arr.length,
    Object.isFrozen(frozen),
    wm.get(frozen),
    fn(),
    K.s,
  ];
}
console.log(run('a', { p2: 'b' }, 1, 2));
console.log(log.join(' '));
