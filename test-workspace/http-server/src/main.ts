import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { server } from './app.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    reports: { type: 'string', default: '4' },
    delay: { type: 'string', default: '1200' },
  },
});

/** One line about the reply to a GET request. */
async function get(origin: string, path: string): Promise<string> {
  const response = await fetch(origin + path);
  const body = await response.text();
  return `${path} -> ${response.status} ${body} [${response.headers.get('etag') ?? 'no etag'}]`;
}

/** Asks for some slow reports at once, then for the server's health; and again. */
async function drive(origin: string): Promise<void> {
  for (let round = 1; round <= Number(values.rounds); round++) {
    const asked: Promise<string>[] = [];
    for (let id = 1; id <= Number(values.reports); id++) {
      asked.push(get(origin, `/report?id=${id}&delay=${values.delay}`));
    }
    for (const line of await Promise.all(asked)) console.log(`${round}: ${line}`);
    console.log(`${round}: ${await get(origin, '/health')}`);
    await setTimeout(Number(values.delay) / 10);
  }
  server.close();
  server.closeAllConnections();
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  void drive(`http://127.0.0.1:${port}`);
});
