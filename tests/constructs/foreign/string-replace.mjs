// covers: String callback / replace and replaceAll
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  return [
    'a1b2'.replace(/(\w)(\d)/g, (m, a, b, at) => t(b + a) + at),
    'xyx'.replaceAll('x', (m, at) => t(m + at)),
    'q'.replace('q', t),
  ];
}
console.log(run());
console.log(log.join(' '));
