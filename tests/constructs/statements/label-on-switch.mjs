// covers: label / break with a label out of a switch inside a loop
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let s = '';
  loop: while (true) {
    pick: switch (s.length) {
      case 0:
        s += t('x');
        break pick;
      case 2:
        s += t('y');
        continue loop;
      case 3:
        break loop;
    }
    s += t('.');
  }
  return s;
}
console.log(run());
console.log(log.join(' '));
