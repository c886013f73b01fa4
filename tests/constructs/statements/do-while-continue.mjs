// covers: do while / continue goes to the test
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let i = 0;
  let tests = 0;
  const test = () => {
    tests++;
    return t(i) < 4;
  };
  do {
    i++;
    if (i === 2) continue;
    t('body');
    if (i === 3) break;
  } while (test());
  return [i, tests];
}
console.log(run());
console.log(log.join(' '));
