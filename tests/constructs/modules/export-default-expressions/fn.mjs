export { fn as default, fn };
function fn(n) {
  return n === 0 ? 'end' : fn(n - 1) + n;
}
