// covers: operands / kept at every level of a recursion
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function tree(n) {
  return n === 0 ? t('.') : '(' + tree(n - 1) + t(n) + [tree(n >> 1), n].join('') + ')';
}
console.log(tree(3));
console.log(log.join(' '));
