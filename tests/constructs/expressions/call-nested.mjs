// covers: call / calls as arguments of calls
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const f = (a, b, c) => t(`(${a}${b}${c})`);
function run() {
  return f(f(t('a'), f(t('b'), t('c'), t('d')), t('e')), t('f'), f(t('g'), t('h'), t('i')));
}
console.log(run());
console.log(log.join(' '));
