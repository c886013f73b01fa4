// covers: Function.prototype / bound constructor with new
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class K {
  constructor(...xs) {
    this.xs = xs;
    t(new.target === K);
    for (const x of xs) t(x);
  }
}
const B = K.bind(null, t('bound'));
console.log(new B('arg').xs, new B() instanceof K, Reflect.construct(B, ['r']).xs);
console.log(log.join(' '));
