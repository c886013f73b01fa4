import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { baselineRequest } from '../../protocol/lsp/index.js';
import { project } from '../cli/command.js';

const bundle = join(import.meta.dirname, '../../dist/language-server.js');

/** Stays with a server until the test ends, and hears what it complains of. */
function attend(child: ChildProcess): void {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  onTestFinished(() => {
    child.kill('SIGKILL');
    expect(stderr).toBe('');
  });
}

function connect(reader: MessageReader, writer: MessageWriter): ProtocolConnection {
  const connection = createProtocolConnection(reader, writer);
  connection.listen();
  return connection;
}

/** Listens as an editor does, until a server has come. */
async function listening(
  where: string | number,
): Promise<{ server: Server; came: Promise<Socket> }> {
  const server = createServer();
  const came = once(server, 'connection').then(([socket]) => socket as Socket);
  if (typeof where === 'number') server.listen(where, '127.0.0.1');
  else server.listen(where);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { server, came };
}

/** From the first word to the last: the server answers, and ends by itself. */
async function converse(connection: ProtocolConnection, child: ChildProcess): Promise<void> {
  const result = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: { discover: false },
  });
  expect(result.serverInfo?.name).toBe('restitch');
  expect(result.capabilities.codeLensProvider).toBeDefined();
  await connection.sendNotification('initialized', {});
  expect(await connection.sendRequest(baselineRequest, {})).toEqual({ sessions: [] });
  const ended = once(child, 'exit');
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toEqual([0, null]);
}

describe('an editor reaches the server', () => {
  it('over Node’s own channel between processes', async () => {
    const folder = project({});
    const child = fork(bundle, ['--node-ipc'], { cwd: folder, silent: true });
    attend(child);
    const connection = connect(new IPCMessageReader(child), new IPCMessageWriter(child));
    await converse(connection, child);
  });

  it('over a port on which it listens', async () => {
    const { server, came } = await listening(0);
    const { port } = server.address() as AddressInfo;
    const child = spawn(process.execPath, [bundle, `--socket=${port}`], { cwd: project({}) });
    attend(child);
    const socket = await came;
    const connection = connect(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    await converse(connection, child);
  });

  it('over a pipe', async () => {
    const folder = project({});
    const pipe =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\restitch-${process.pid}`
        : join(folder, 'lsp.sock');
    const { came } = await listening(pipe);
    const child = spawn(process.execPath, [bundle, `--pipe=${pipe}`], { cwd: folder });
    attend(child);
    const socket = await came;
    const connection = connect(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    await converse(connection, child);
  });

  it('and is told when it says nothing of how', async () => {
    const child = spawn(process.execPath, [bundle], { cwd: project({}) });
    onTestFinished(() => void child.kill('SIGKILL'));
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/--stdio/);
  });
});
