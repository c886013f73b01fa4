// covers: dynamic import / from a CommonJS module, before and after a require
const out = [];
async function load(n) {
  const ns = await import('./lib.mjs');
  for (let i = 0; i < n; i++) out.push(ns.next());
  return ns;
}
const sync = require('./other.cjs');
out.push(sync.next());
load(2).then(async (ns) => {
  out.push(sync.next(), (await load(1)) === ns);
  console.log(out.join(' '));
});
out.push('sync end');
