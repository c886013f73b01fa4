// covers: variable declaration / dead zone of class and const kept over an update
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const probe = (f) => {
    try {
      f();
      return 'fine';
    } catch (e) {
      return e.constructor.name;
    }
  };
  const useClass = () => new K();
  const setConst = () => {
    c = 2;
  };
  const out = [probe(useClass), probe(setConst)];
  t('between');
  out.push(probe(useClass), probe(setConst));
  class K {}
  t('class done');
  out.push(probe(useClass), probe(setConst));
  const c = t(1);
  out.push(probe(useClass), probe(setConst), c);
  return out;
}
console.log(run());
console.log(log.join(' '));
