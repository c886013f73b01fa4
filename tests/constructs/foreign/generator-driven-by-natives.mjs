// covers: iterator protocol / generators driven by native consumers
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen(n) {
  try {
    for (let i = 0; i < n; i++) yield t(i);
  } finally {
    t('fin');
  }
}
async function run() {
  const [first] = gen(5);
  return [
    first,
    Array.from(gen(2)),
    new Set(gen(2)).size,
    Math.min(...gen(2)),
    await Promise.all(gen(2)),
    Object.fromEntries([...gen(2)].map((x) => [x, x])),
    new Float32Array(gen(1)).length,
  ];
}
console.log(await run());
console.log(log.join(' '));
