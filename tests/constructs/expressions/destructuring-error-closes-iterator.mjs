// covers: destructuring / error in a default closes the iterator once
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* source() {
  try {
    yield t(1);
    yield undefined;
    yield t(3);
  } finally {
    t('closed');
  }
}
const fail = () => {
  throw new Error(t('default failed'));
};
function run() {
  try {
    const [a, b = fail(), c] = source();
    return [a, b, c];
  } catch (e) {
    return e.message;
  }
}
console.log(run());
console.log(log.join(' '));
