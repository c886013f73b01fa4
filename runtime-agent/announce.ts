import { basename, extname } from 'node:path';
import type { SessionRecord } from '../protocol/session.js';
import { openSessionFolder } from './coordinator/session-folder.js';
import type { RunOptions } from './loader/options.js';

/**
 * How often, in ms, it is looked whether there is somebody to ask for a coordinator that has been put off. Timers of one length
 * wait together; no program's should wait with this one.
 */
const LATEST = 97.3;

/**
 * Tells of this process in the folder of sessions.
 * @param inspector the address of its inspector
 */
export function announce(
  options: RunOptions,
  entry: string,
  inspector: string | undefined,
): SessionRecord {
  const folder = openSessionFolder(options.sessionFolder);
  const token = options.debug?.token;
  return folder.announce({
    name: options.name ?? basename(entry, extname(entry)),
    pid: process.pid,
    entry,
    cwd: process.cwd(),
    started: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    socket: folder.socketOf(process.pid),
    node: process.version,
    parent: options.parent ?? null,
    ...(inspector && token ? { inspector: { url: inspector, token } } : {}),
  });
}

/**
 * Puts a start off until somebody asks for it, or until the event loop is free and nobody is there to ask: a thread that is
 * started while a debugger is attached waits for that one, which may be gone before it has let the thread go.
 * @param debuggerPid the process that is to ask
 * @returns what whoever asks calls
 */
export function putOff(start: () => void, debuggerPid: number): () => void {
  let isStarted = false;
  const once = (): void => {
    if (isStarted) return;
    isStarted = true;
    start();
  };
  const look = (): void => {
    if (isStarted) return;
    if (isAlive(debuggerPid)) setTimeout(look, LATEST).unref();
    else once();
  };
  setTimeout(look, LATEST).unref();
  return once;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
