// covers: timers / promise timers awaited in a loop
import { setTimeout as sleep, setImmediate as tick } from 'node:timers/promises';
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function run() {
  let s = '';
  for (let i = 0; i < 2; i++) {
    s += await sleep(1, t('s' + i));
    s += await tick(t('i' + i));
  }
  return s;
}
console.log(await run());
console.log(log.join(' '));
