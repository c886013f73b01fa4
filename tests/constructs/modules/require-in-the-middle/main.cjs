// covers: require / frame waits in a require inside an expression and a loop
const log = [];
globalThis.note = (x) => {
  for (let i = 0; i < 1; i++) log.push(x);
  return x;
};
let x = 1;
const r = x + require('./a.cjs').value + ((x = 5), require('./b.cjs')(x)) + x;
const all = [];
for (const name of ['a', 'b', 'a']) all.push(typeof require(`./${name}.cjs`));
console.log(r, all, log.join(' '), Object.keys(require.cache).length);
delete globalThis.note;
