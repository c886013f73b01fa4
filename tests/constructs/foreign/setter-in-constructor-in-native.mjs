// covers: implicit call / frame waits in a setter called from a constructor called by a native
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class K {
  constructor(x) {
    this.v = x;
  }
  set v(x) {
    for (let i = 0; i < 2; i++) t(x + i);
    this._v = x;
  }
}
function run() {
  return ['a', 'b'].map((x) => Reflect.construct(K, [x])._v + t('.'));
}
console.log(run());
console.log(log.join(' '));
