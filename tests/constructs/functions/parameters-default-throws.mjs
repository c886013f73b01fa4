// covers: default parameters / error and dead zone in a default
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function f(a = b, b = t('b')) {
  return t('never') + a + b;
}
function g(a = t('a'), b = fail(), c = t('never')) {
  return c;
}
const fail = () => {
  throw new Error(t('failed'));
};
for (const h of [() => f(), () => f(1), () => g()])
  try {
    console.log(h());
  } catch (e) {
    console.log(e.name, e.message);
  }
console.log(log.join(' '));
