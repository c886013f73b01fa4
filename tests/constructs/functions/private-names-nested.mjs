// covers: private names / inner class sees and shadows outer names
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class Outer {
  #a = t('outer a');
  #b = t('outer b');
  make() {
    const outer = this;
    return new (class Inner {
      #a = t('inner a');
      run() {
        const f = () => [this.#a, outer.#b, t('x')];
        t('mid');
        return f();
      }
    })();
  }
}
console.log(new Outer().make().run());
console.log(log.join(' '));
