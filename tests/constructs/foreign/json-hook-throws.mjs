// covers: JSON hook / error and cyclic structure
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const out = [];
  const cyclic = {
    toJSON() {
      t('toJSON');
      throw new Error('hook');
    },
  };
  for (const f of [
    () => JSON.stringify([1, cyclic]),
    () =>
      JSON.parse('[1]', () => {
        throw new Error(t('reviver'));
      }),
  ])
    try {
      out.push(f());
    } catch (e) {
      out.push(e.message);
    }
  return out;
}
console.log(run());
console.log(log.join(' '));
