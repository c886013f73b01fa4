// covers: cycles / CommonJS modules see each other's unfinished exports
exports.started = true;
const b = require('./b.cjs');
exports.value = mark('main value');
function mark(x) {
  let s = '';
  for (const c of x) s += c;
  return s;
}
exports.call = (n) => (n === 0 ? mark('end') : b.call(n - 1));
console.log(b.saw, b.call(3), require('./b.cjs') === b, module.children.length);
