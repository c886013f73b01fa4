import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Client `id` adds `id + 1`, `id + 2`, … one after the other; returns the replies. */
export async function runClient(port: number, id: number, rounds: number): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const received: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    socket.write(`add ${id + round}\n`);
    const line = await lines.next();
    if (line.done) throw new Error(`client ${id} was disconnected in round ${round}`);
    received.push(line.value);
  }
  socket.end();
  return received;
}
