// covers: switch / continue and break inside a loop
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const out = [];
  for (let i = 0; i < 5; i++) {
    switch (t(i)) {
      case 1:
        continue;
      case 3:
        out.push(t('three'));
        break;
      case 4:
        return out;
      default:
        out.push(i);
    }
    out.push(t('after'));
  }
  return 'not reached';
}
console.log(run());
console.log(log.join(' '));
