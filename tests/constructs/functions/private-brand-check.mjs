// covers: private names / TypeError on a foreign object, after its operands ran
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class C {
  #x = 1;
  static read(o) {
    return o.#x + t('never');
  }
  static write(o) {
    o.#x = t('value');
  }
  static call(o) {
    return o.#m(t('arg'));
  }
  #m(v) {
    return v;
  }
}
const out = [];
for (const f of [
  () => C.read({}),
  () => C.write({}),
  () => C.call({}),
  () => C.read(null),
  () => C.call(new C()),
])
  try {
    out.push(f());
  } catch (e) {
    out.push(e.name);
  }
console.log(out);
console.log(log.join(' '));
