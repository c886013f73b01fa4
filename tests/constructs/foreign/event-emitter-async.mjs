// covers: EventEmitter / events.once and events.on awaited
import { EventEmitter, once, on } from 'node:events';
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const e = new EventEmitter();
async function first() {
  const [v] = await once(e, 'go');
  return t('once ' + v);
}
async function all() {
  const out = [];
  for await (const [v] of on(e, 'go')) {
    out.push(t('on ' + v));
    if (v === 3) break;
  }
  return out;
}
const p = [first(), all()];
for (const v of [1, 2, 3]) {
  await null;
  e.emit('go', v);
}
console.log(await Promise.all(p), e.listenerCount('go'));
console.log(log.join(' '));
