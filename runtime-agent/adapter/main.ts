// dist/debug-adapter.js: the debug adapter of type `restitch`, on stdio, or for many clients on a port.
// VS Code's extension host loads it as a module, for sessions in its own process.
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RestitchDebugSession } from './debug-session.js';

const ownFile = fileURLToPath(import.meta.url);
const ownFolder = dirname(ownFile);

function main(argv: readonly string[]): void {
  const option = argv.find((arg) => arg.startsWith('--server='));
  if (option === undefined) {
    const session = new RestitchDebugSession(ownFolder);
    process.on('SIGTERM', () => session.shutdown());
    session.start(process.stdin, process.stdout);
    return;
  }
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    const session = new RestitchDebugSession(ownFolder);
    session.setRunAsServer(true);
    session.start(socket, socket);
    socket.once('close', () => void session.abandon());
  });
  server.listen(Number(option.slice('--server='.length)), '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    process.stderr.write(`Restitch's debug adapter listens on port ${port}.\n`);
  });
}

function isStarted(): boolean {
  const [, script = ''] = process.argv;
  try {
    return realpathSync(script) === realpathSync(ownFile);
  } catch {
    return false;
  }
}

if (isStarted()) main(process.argv.slice(2));

export { RestitchDebugSession };
