import { get } from 'node:http';
import { cannotAttach, RestitchError } from '../../../protocol/diagnostics.js';
import type { SessionRecord } from '../../../protocol/session.js';
import { call } from '../../client/connection.js';
import { findSession, runningSessions } from '../../client/sessions.js';
import type { AttachArguments } from '../dap/arguments.js';

export interface AttachAddress {
  url: string;
  record: SessionRecord | undefined;
  statements: boolean;
}

/** Where Node listens when it is asked by a signal. */
const DEFAULT_PORT = 9229;

/**
 * Finds the inspector of what a client wants to attach to.
 * @throws {RestitchError} RS1002, RS1003, RS1004, RS1020
 */
export async function attachAddress(args: AttachArguments): Promise<AttachAddress> {
  if (args.session !== undefined) return ofSession(await findSession(args.session));
  if (args.pid !== undefined) {
    const { pid } = args;
    const record = (await runningSessions()).find((session) => session.pid === pid);
    if (record) return ofSession(record);
    try {
      process.kill(pid, 'SIGUSR1');
    } catch (error) {
      throw new RestitchError(cannotAttach(`process ${pid}`, (error as Error).message));
    }
    return ofPort('127.0.0.1', args.port ?? DEFAULT_PORT, pid);
  }
  return ofPort(args.host ?? '127.0.0.1', args.port ?? DEFAULT_PORT, undefined);
}

async function ofSession(record: SessionRecord): Promise<AttachAddress> {
  const { url, statements } = await call(record, 'inspector', undefined);
  return { url, record, statements };
}

/** How long a process may take to open its inspector, in milliseconds. */
const PATIENCE = 5000;

async function ofPort(host: string, port: number, pid: number | undefined): Promise<AttachAddress> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      const [target] = await readTargets(host, port);
      if (target === undefined) throw new Error('there is no Node program');
      const record = (await runningSessions()).find(
        (session) => session.inspector?.url === target || session.pid === pid,
      );
      return { url: target, record, statements: false };
    } catch (error) {
      if (pid === undefined || performance.now() > end) {
        throw new RestitchError(cannotAttach(`${host}:${port}`, (error as Error).message));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** WebSocket addresses of the targets behind a port. */
function readTargets(host: string, port: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const request = get({ host, port, path: '/json/list', timeout: PATIENCE }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        try {
          const targets = JSON.parse(text) as { webSocketDebuggerUrl?: string }[];
          resolve(targets.flatMap(({ webSocketDebuggerUrl: url }) => (url ? [url] : [])));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    request.on('error', reject);
  });
}
