// covers: Array callback / toSorted and a comparator that throws
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const list = [2, 3, 1];
  const sorted = list.toSorted((a, b) => t(b) - t(a));
  try {
    list.sort((a, b) => {
      if (t(a) === 1 || b === 1) throw new Error('comparator');
      return a - b;
    });
  } catch (e) {
    return [sorted, list.length, e.message];
  }
}
console.log(run());
console.log(log.join(' '));
