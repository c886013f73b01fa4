// covers: import.meta / same object before and after a call
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const m = import.meta;
  return [
    t(1),
    import.meta === m,
    typeof import.meta.url,
    import.meta.url.split('/').at(-1),
    t(2),
    (() => import.meta)() === m,
  ];
}
console.log(run());
console.log(log.join(' '));
