// covers: require / module loaded again after its cache entry is deleted
const path = require.resolve('./counter.cjs');
const first = require('./counter.cjs');
first.inc();
delete require.cache[path];
const second = require('./counter.cjs');
const out = [];
for (const m of [first, second, first]) out.push(m.inc());
console.log(out, first === second, first.inc === second.inc, require('./counter.cjs') === second);
