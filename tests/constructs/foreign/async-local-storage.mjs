// covers: node: internals / AsyncLocalStorage context over calls and awaits
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const als = new AsyncLocalStorage();
async function work() {
  t(als.getStore());
  await null;
  t(als.getStore());
  return new Promise((ok) => setImmediate(() => ok(t(als.getStore() + '!'))));
}
const r = als.run('ctx', () => {
  for (let i = 0; i < 2; i++) t(als.getStore() + i);
  return work();
});
const bound = als.run('bound', () => AsyncResource.bind(() => t(als.getStore())));
console.log(await r, bound(), als.getStore());
console.log(log.join(' '));
