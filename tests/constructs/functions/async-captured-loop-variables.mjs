// covers: async function / per-iteration bindings over awaits
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function run() {
  const fs = [];
  for (let i = 0; i < 3; i++) {
    fs.push(() => i);
    await null;
    i += t(0);
    fs.push(() => i++);
  }
  for (const [k, v] of Object.entries({ a: 1, b: 2 })) {
    await null;
    fs.push(() => k + v);
  }
  return [fs.map((f) => f()), fs.map((f) => f())];
}
console.log(await run());
console.log(log.join(' '));
