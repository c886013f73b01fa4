import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { expect, onTestFinished } from 'vitest';

/** The built server, as an editor starts it. */
export function startServer(folder: string): ProtocolConnection {
  const own = join(folder, 'node_modules/.restitch');
  const env = { ...process.env, RESTITCH_RUNTIME_DIR: join(own, 'run') };
  const bundle = join(import.meta.dirname, '../../dist/language-server.js');
  const child = spawn(process.execPath, [bundle, '--stdio'], { cwd: folder, env });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  onTestFinished(() => {
    child.kill('SIGKILL');
    expect(stderr).toBe('');
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return connection;
}
