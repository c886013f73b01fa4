// covers: Array callback / recursion through a native function
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const tree = [1, [2, [3, [4]]], 5];
function sum(node) {
  if (!Array.isArray(node)) return t(node);
  return node.map((n) => sum(n)).reduce((a, b) => a + b, 0);
}
console.log(sum(tree));
console.log(log.join(' '));
