// covers: try / catch that inspects every error sees only the program's
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const seen = [];
function careful(f) {
  try {
    return f();
  } catch (e) {
    seen.push(e);
    return 'failed';
  } finally {
    seen.push('finally');
  }
}
function run() {
  return [
    careful(() => t('a')),
    careful(() => {
      for (let i = 0; i < 3; i++) t(i);
      throw 'own';
    }),
    careful(() => careful(() => t('b'))),
  ];
}
console.log(run(), seen);
console.log(log.join(' '));
