// covers: constructor / super() twice, never, and this before it
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class A {
  constructor() {
    t('A');
  }
}
class Twice extends A {
  constructor() {
    super();
    try {
      super();
    } catch (e) {
      this.err = e.name + t('!');
    }
  }
}
class Never extends A {
  constructor() {
    t('never super');
  }
}
class Obj extends A {
  constructor() {
    t('obj');
    return { instead: true };
  }
}
const out = [new Twice().err, new Obj()];
try {
  new Never();
} catch (e) {
  out.push(e.name, e.message);
}
console.log(out);
console.log(log.join(' '));
