// covers: Array callback / sort comparator
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const list = [{ k: 3 }, { k: 1 }, { k: 2 }];
  let calls = 0;
  const sorted = list.sort((a, b) => {
    calls++;
    return t(a.k) - t(b.k);
  });
  return [sorted === list, list.map((x) => x.k), calls];
}
console.log(run());
console.log(log.join(' '));
