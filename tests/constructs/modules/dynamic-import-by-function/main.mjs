// covers: dynamic import / while several activations wait for it
async function use(id) {
  const parts = [id];
  for (let i = 0; i < 2; i++) {
    const { make } = await import('./slow.mjs');
    parts.push(make(id + i));
  }
  return parts.join('-');
}
console.log(await Promise.all([use('a'), use('b'), use('c')]));
