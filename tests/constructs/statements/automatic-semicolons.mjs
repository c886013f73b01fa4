// covers: automatic semicolons / statements ended by line breaks
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
// prettier-ignore
function run() {
  let a = t(1)
  let b = a
  ++b
  const c = () => {
    return
    t('never')
  }
  let d = t(b)
  ;[a, b] = [b, a]
  ;(() => t('iife'))()
  return [a, b, c(), d]
}
console.log(run());
console.log(log.join(' '));
