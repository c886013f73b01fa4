// covers: node: internals / MessagePort handlers
import { MessageChannel } from 'node:worker_threads';
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const { port1, port2 } = new MessageChannel();
port2.on('message', (m) => {
  for (let i = 0; i < 2; i++) t(m + i);
  port2.postMessage(t('reply'));
});
const answer = await new Promise((ok) => {
  port1.on('message', (m) => {
    port1.close();
    ok(t('got ' + m));
  });
  port1.postMessage('hi');
});
console.log(answer);
console.log(log.join(' '));
