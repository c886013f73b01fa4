import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Session } from './session.js';

export const connections = new Map<Socket, Session>();
export const replies = { count: 0, last: '' };

/** A server that adds up numbers for each of its connections, `latency` ms a request. */
export function createTallyServer(latency: number): Server {
  return createServer((socket) => {
    const session = new Session(latency);
    connections.set(socket, session);
    socket.setNoDelay(true);
    socket.on('close', () => {
      connections.delete(socket);
      if (connections.size === 0) replies.last = 'nobody is left';
    });
    converse(socket, session).catch((error: unknown) => {
      console.error(error);
      socket.destroy();
    });
  });
}

/** Answers the requests of one connection, line by line, until it is closed. */
async function converse(socket: Socket, session: Session): Promise<void> {
  for await (const line of createInterface({ input: socket })) {
    const request = line.trim();
    if (request === '') continue;
    const reply = await session.handle(request);
    replies.count += 1;
    replies.last = reply;
    socket.write(`${reply}\n`);
  }
}
