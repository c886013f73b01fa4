// covers: Proxy trap / revoked inside its own trap
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const { proxy, revoke } = Proxy.revocable(
    { a: 1 },
    {
      get(o, k) {
        revoke();
        t('revoked');
        return o[k];
      },
    },
  );
  const first = proxy.a;
  try {
    return [first, proxy.a];
  } catch (e) {
    return [first, e.name];
  }
}
console.log(run());
console.log(log.join(' '));
