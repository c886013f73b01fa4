// covers: dynamic import / awaited in a loop, module evaluated once
const seen = [];
for (const name of ['one', 'two', 'one']) {
  const ns = await import(`./${name}.mjs`);
  seen.push(ns);
  console.log(name, ns.default, ns.run(2));
}
console.log(seen[0] === seen[2], globalThis.evaluated);
console.log(await import('./missing.mjs').catch((e) => e.code));
console.log(
  await import('./throws.mjs').catch((e) => e.message),
  await import('./throws.mjs').catch((e) => e.message),
);
