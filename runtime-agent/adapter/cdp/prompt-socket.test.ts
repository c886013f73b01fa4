import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { PromptSocket } from './prompt-socket.js';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** Both ends of a connection: `packets` counts what came to the server, frames whole or not. */
async function connected() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  const upgraded = once(client, 'upgrade').then(
    ([response]) => new PromptSocket((response as IncomingMessage).socket),
  );
  const [[end, request]] = (await Promise.all([
    once(server, 'connection'),
    once(client, 'open'),
  ])) as [[WebSocket, { socket: NodeJS.ReadableStream }], unknown];
  const prompt = await upgraded;
  closing.push(
    () => client.terminate(),
    () => server.close(),
  );
  const counted = { packets: 0 };
  request.socket.on('data', () => (counted.packets += 1));
  const received: string[] = [];
  end.on('message', (data: Buffer) => received.push(data.toString()));
  /** Sends a message and waits until something has come for it. */
  const tell = async (): Promise<void> => {
    end.send('told');
    await once(request.socket, 'data');
  };
  return { client, end, prompt, counted, received, tell };
}

it('sends something for each message that comes, however many there are', async () => {
  const { counted, received, tell } = await connected();
  for (let i = 0; i < 100; i += 1) await tell();
  expect(counted.packets).toBe(100);
  expect(received).toEqual([]);
});

it.each([0, 1, 5, 6, 7, 10, 13, 14, 15, 40])(
  'sends a message whole after %i messages',
  async (n) => {
    const { prompt, end, received, tell } = await connected();
    for (let i = 0; i < n; i += 1) await tell();
    prompt.send('{"id":1}');
    await once(end, 'message');
    prompt.send('{"id":2}');
    await once(end, 'message');
    expect(received.map((text) => JSON.parse(text) as unknown)).toEqual([{ id: 1 }, { id: 2 }]);
  },
);

it.each([100, 4000, 5000, 70_000])('sends a message of %i characters', async (length) => {
  const { prompt, end, received, tell } = await connected();
  for (let i = 0; i < 20; i += 1) await tell();
  const message = JSON.stringify({ id: 1, text: 'x'.repeat(length) });
  prompt.send(message);
  const messages = received;
  while (messages.at(-1)?.trim() !== message) await once(end, 'message');
  // What does not fit is preceded by a command that nobody knows.
  expect(messages.length).toBe(length > 4000 ? 2 : 1);
});

it('ends a message that was begun before the connection is closed', async () => {
  const { client, end, received, tell } = await connected();
  for (let i = 0; i < 3; i += 1) await tell();
  const closed = once(end, 'close');
  client.close(1000);
  expect((await closed)[0]).toBe(1000);
  expect(received.map((text) => (JSON.parse(text) as { id: number }).id)).toEqual([0]);
});

it('begins another message when there is no more room in one', async () => {
  const { counted, received, tell } = await connected();
  for (let i = 0; i < 4100; i += 1) await tell();
  expect(counted.packets).toBe(4100);
  expect(received.length).toBe(1);
});

it('sends nothing for what is said to be the last of several messages', async () => {
  const { counted, tell, end, prompt, client } = await connected();
  await tell();
  client.once('message', () => prompt.rests());
  end.send('last');
  await new Promise((settle) => setTimeout(settle, 100));
  expect(counted.packets).toBe(1);
  await tell();
  expect(counted.packets).toBe(2);
});
