// covers: constructor / extends Array, Error, Map, Promise and a function
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class List extends Array {
  constructor(...xs) {
    super();
    for (const x of xs) this.push(t(x));
  }
  get last() {
    return t(this[this.length - 1]);
  }
}
class Oops extends Error {
  name = t('Oops');
  constructor(m, code) {
    super(t(m), { cause: code });
    this.code = code;
  }
}
class Reg extends Map {
  set(k, v) {
    t('set ' + k);
    return super.set(k, v);
  }
}
class P extends Promise {
  constructor(f) {
    super((ok, no) => f((v) => ok(t(v)), no));
  }
}
function Old(x) {
  this.old = t(x);
}
class New extends Old {
  n = t('n');
}
const e = new Oops('m', 7);
console.log(
  new List(1, 2).last,
  e.name,
  e.message,
  e.cause,
  [...new Reg([['a', 1]])],
  new New('o'),
);
console.log(await new P((ok) => ok('p')), e instanceof Oops);
console.log(log.join(' '));
