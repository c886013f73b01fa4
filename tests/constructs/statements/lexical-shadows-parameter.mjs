// covers: block / inner let of a parameter's name
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(x) {
  const get = () => x;
  {
    let x = t('inner');
    const g2 = () => x;
    x += get();
    t(x);
    return [g2(), get(), arguments[0]];
  }
}
console.log(run('param'));
console.log(log.join(' '));
