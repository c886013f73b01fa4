// covers: imports / JSON and builtins beside the program's modules
const data = require('./data.json');
const path = require('node:path');
function walk(v, depth = 0) {
  if (typeof v !== 'object') return String(v);
  const out = [];
  for (const k in v) out.push('-'.repeat(depth) + k + walk(v[k], depth + 1));
  return out.join(path.posix.sep);
}
console.log(walk(data));
