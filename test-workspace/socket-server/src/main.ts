import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { runClient } from './client.js';
import { connections, createTallyServer, replies } from './server.js';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '25' },
    latency: { type: 'string', default: '1000' },
    status: { type: 'string', default: '1000' },
  },
});
const clients = Number(values.clients);
const status = Number(values.status);

const server = createTallyServer(Number(values.latency));
server.listen(0, '127.0.0.1', () => {
  void drive((server.address() as AddressInfo).port);
});

/** Connects all clients at once and prints, when they are done, the replies that each got. */
async function drive(port: number): Promise<void> {
  console.log(`${clients} clients`);
  const ticker = status > 0 ? setInterval(report, status) : undefined;
  const work = Array.from({ length: clients }, (_, id) =>
    runClient(port, id, Number(values.rounds)),
  );
  const received = await Promise.all(work);
  clearInterval(ticker);
  for (const [id, lines] of received.entries()) console.log(`client ${id}: ${lines.join(' | ')}`);
  server.close(() => {
    console.log('closed');
  });
}

function report(): void {
  console.log(`${connections.size} connected, ${replies.count} replies, last: ${replies.last}`);
}
