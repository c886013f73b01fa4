// node load.mjs PORT WARM_MS MEASURE_MS
// Requests over kept-alive connections to 127.0.0.1, one at a time on each; prints requests per second.
import { connect } from 'node:net';

const [port, warmMs, measureMs] = process.argv.slice(2).map(Number);
const connections = 16;

const state = JSON.stringify({ state: 'paid' });
const get = (path) => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
const post = (path, body) =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  );
const requests = Array.from({ length: 100 }, (_, i) => {
  if (i % 10 === 0) return post(`/orders/${i * 13}/state`, state);
  if (i % 10 === 5) return get(`/page/${i}`);
  return i % 2 === 0 ? get(`/orders/${i * 17}`) : get(`/customers/${i}?limit=5`);
});

let done = 0;
let next = 0;
let over = false;

/** The length of the first response in the buffer, or 0 while it is not whole. */
function responseLength(buffer) {
  const headEnd = buffer.indexOf('\r\n\r\n');
  if (headEnd < 0) return 0;
  const head = buffer.latin1Slice(0, headEnd);
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(head);
  const length = headEnd + 4 + Number(/content-length: (\d+)/i.exec(head)[1]);
  return buffer.length >= length ? length : 0;
}

function open() {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const send = () => socket.write(requests[next++ % requests.length]);
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const length = responseLength(received);
    if (length === 0) return;
    received = received.subarray(length);
    done++;
    if (over) socket.destroy();
    else send();
  });
  send();
}

for (let i = 0; i < connections; i++) open();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
await pause(warmMs);
const [from, began] = [done, performance.now()];
await pause(measureMs);
const perSecond = ((done - from) * 1000) / (performance.now() - began);
over = true;
console.log(perSecond);
