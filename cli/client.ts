import { createConnection, type Socket } from 'node:net';
import {
  RestitchError,
  sessionEnded,
  sessionSilent,
  unknownSession,
  type Diagnostic,
} from '../protocol/diagnostics.js';
import type { RpcResponse, SessionMethod, SessionMethods } from '../protocol/rpc.js';
import type { SessionRecord } from '../protocol/session.js';
import {
  isGone,
  openSessionFolder,
  sessionFolderPath,
} from '../runtime-agent/coordinator/session-folder.js';

/** How long a session that has just been announced may take to open its socket. */
const startMs = 10_000;

/** The sessions whose programs run; what ended ones have left is removed. */
export async function runningSessions(): Promise<SessionRecord[]> {
  const folder = openSessionFolder(sessionFolderPath());
  const records = await Promise.all(
    folder.list().map(async (record) => {
      if (!isGone(record) && (isStarting(record) || (await answers(record)))) return record;
      folder.remove(record);
      return undefined;
    }),
  );
  return records.filter((record) => record !== undefined);
}

function isStarting(record: SessionRecord): boolean {
  return Date.now() - Date.parse(record.started) < startMs;
}

async function answers(record: SessionRecord): Promise<boolean> {
  try {
    (await connect(record)).destroy();
    return true;
  } catch {
    return false;
  }
}

/**
 * The session of a name: its own, or, where only one is meant by it, its entry's file name.
 * @throws {RestitchError} RS1002
 */
export async function findSession(name: string): Promise<SessionRecord> {
  const sessions = await runningSessions();
  const exact = sessions.find((session) => session.name === name);
  if (exact) return exact;
  const byEntry = sessions.filter(
    ({ entry }) => entry === name || entry.split(/[\\/]/).at(-1) === name,
  );
  const [only] = byEntry;
  if (only && byEntry.length === 1) return only;
  throw new RestitchError(
    unknownSession(
      name,
      sessions.map((session) => session.name),
    ),
  );
}

function connect(record: SessionRecord): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(record.socket);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Connects as soon as the session's socket is open. */
async function connectWhenOpen(record: SessionRecord): Promise<Socket> {
  const end = Date.now() + startMs;
  for (;;) {
    try {
      return await connect(record);
    } catch {
      if (isGone(record) || Date.now() > end) throw new RestitchError(sessionEnded(record.name));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/**
 * Calls a method of a session.
 * @throws {RestitchError} what the session refuses, RS1003 and RS1004.
 */
export async function call<M extends SessionMethod>(
  record: SessionRecord,
  method: M,
  params: SessionMethods[M]['params'],
  timeoutMs = 60_000,
): Promise<SessionMethods[M]['result']> {
  const socket = await connectWhenOpen(record);
  try {
    const line = await new Promise<string>((resolve, reject) => {
      let text = '';
      const timer = setTimeout(
        () => reject(new RestitchError(sessionSilent(record.name, timeoutMs))),
        timeoutMs,
      );
      const ended = (): void => {
        clearTimeout(timer);
        reject(new RestitchError(sessionEnded(record.name)));
      };
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => {
        text += chunk;
        const end = text.indexOf('\n');
        if (end < 0) return;
        clearTimeout(timer);
        resolve(text.slice(0, end));
      });
      socket.once('close', ended);
      socket.once('error', ended);
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}\n`);
    });
    const response = JSON.parse(line) as RpcResponse;
    if (response.error) throw errorOf(response.error);
    return response.result as SessionMethods[M]['result'];
  } finally {
    socket.destroy();
  }
}

function errorOf({ message, data }: NonNullable<RpcResponse['error']>): Error {
  const { diagnostics } = (data ?? {}) as { diagnostics?: Diagnostic[] };
  const [first, ...more] = diagnostics ?? [];
  return first ? new RestitchError(first, ...more) : new Error(message);
}
