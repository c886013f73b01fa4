import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { RestitchError, unsafeFolder } from '../../protocol/diagnostics.js';
import type { SessionRecord } from '../../protocol/session.js';

const windows = process.platform === 'win32';

/** The per-user folder of session records and sockets, not made yet. */
export function sessionFolderPath(env: NodeJS.ProcessEnv = process.env): string {
  if (env['RESTITCH_RUNTIME_DIR']) return env['RESTITCH_RUNTIME_DIR'];
  if (env['XDG_RUNTIME_DIR']) return join(env['XDG_RUNTIME_DIR'], 'restitch');
  return join(tmpdir(), `restitch-${process.getuid?.() ?? userInfo().username}`);
}

/**
 * Makes the folder where it is missing, for this user alone.
 * @throws {RestitchError} RS1009 when it belongs to somebody else or is no folder.
 */
export function openSessionFolder(path: string): SessionFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new RestitchError(unsafeFolder(path, (error as Error).message));
  }
  if (!windows) {
    const stat = lstatSync(path);
    const uid = process.getuid?.();
    if (!stat.isDirectory()) throw new RestitchError(unsafeFolder(path, 'it is not a folder'));
    if (stat.uid !== uid) throw new RestitchError(unsafeFolder(path, 'it is another user’s'));
    if ((stat.mode & 0o077) !== 0) chmodSync(path, 0o700);
  }
  return new SessionFolder(path);
}

/** Session records: one JSON file each, named after the session. */
export class SessionFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** The socket of a process's coordinator; short, as socket paths may have 104 bytes only. */
  socketOf(pid: number): string {
    return windows
      ? `\\\\.\\pipe\\restitch-${userInfo().username}-${pid}`
      : join(this.path, `${pid}.sock`);
  }

  /**
   * Announces a session under its name, or the first of `name-2`, `name-3`… that is free.
   * @returns The record as it was written.
   */
  announce(record: SessionRecord): SessionRecord {
    const base = fileName(record.name);
    for (let n = 1; ; n++) {
      const name = n === 1 ? base : `${base}-${n}`;
      const known = this.read(name);
      if (known && !isGone(known)) continue;
      if (known) this.remove(known);
      const announced = { ...record, name };
      if (this.#create(announced)) return announced;
    }
  }

  read(name: string): SessionRecord | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(name), 'utf8')) as SessionRecord;
    } catch {
      return undefined;
    }
  }

  list(): SessionRecord[] {
    return readdirSync(this.path)
      .filter((file) => file.endsWith('.json'))
      .map((file) => this.read(file.slice(0, -'.json'.length)))
      .filter((record) => record !== undefined)
      .sort((a, b) => a.started.localeCompare(b.started));
  }

  /** Removes the record and the socket of a session that has ended. */
  remove(record: SessionRecord): void {
    // The name may have been taken over in the meantime.
    if (this.read(record.name)?.pid === record.pid) unlink(this.#file(record.name));
    if (!windows) unlink(record.socket);
  }

  #file(name: string): string {
    return join(this.path, `${fileName(name)}.json`);
  }

  /** Makes the record's file, whole from the first moment; `false` when there is one. */
  #create(record: SessionRecord): boolean {
    const scratch = join(this.path, `${record.pid}.new`);
    writeFileSync(scratch, JSON.stringify(record), { mode: 0o600 });
    try {
      linkSync(scratch, this.#file(record.name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      unlinkSync(scratch);
    }
  }
}

/** As `rmSync` with `force`, for which Node would load a module more. */
function unlink(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A name is typed in commands too: letters and digits of any script, without spaces. */
function fileName(name: string): string {
  // The tables of all scripts' letters take V8 longer than the rest of the announcement.
  if (/^[\w@+-][\w.@+-]*$/.test(name)) return name;
  return name.replace(/[^\p{L}\p{M}\p{N}_.@+-]/gu, '_').replace(/^\.+/, '_') || 'session';
}

/** Whether the process of a record has ended for certain. */
export function isGone(record: SessionRecord): boolean {
  try {
    process.kill(record.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  // A process that nobody has waited for still has its id.
  try {
    const stat = readFileSync(`/proc/${record.pid}/stat`, 'utf8');
    return /^\d+ \(.*\) [ZX]/s.test(stat);
  } catch {
    return false;
  }
}
