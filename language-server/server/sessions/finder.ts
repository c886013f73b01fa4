import { mkdirSync, watch, type FSWatcher } from 'node:fs';
import { sep } from 'node:path';
import type { SessionRecord } from '../../../protocol/session.js';
import { isGone, openSessionFolder } from '../../../runtime-agent/coordinator/session-folder.js';

/** A record is looked for this often where the folder cannot be watched. */
const POLL_EVERY = 1500;

/** Finds the sessions of the user as they come. */
export class SessionFinder {
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #isClosed = false;

  constructor(
    readonly folder: string,
    readonly onFound: (records: SessionRecord[]) => Promise<void>,
  ) {}

  start(): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      this.#watcher = watch(this.folder, () => void this.look());
      this.#watcher.on('error', () => this.#watcher?.close());
      this.#watcher.unref();
    } catch {
      // Polling finds them all the same.
    }
    this.#timer = setInterval(() => void this.look(), POLL_EVERY);
    this.#timer.unref();
    void this.look();
  }

  async look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    try {
      const records = openSessionFolder(this.folder).list();
      await this.onFound(records.filter((record) => !isGone(record)));
    } catch {
      // The folder is not to be used; `restitch ps` says why.
    } finally {
      this.#isLooking = false;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#watcher?.close();
    clearInterval(this.#timer);
  }
}

/** Whether a session is one of a workspace: it was started in one of its folders, or from around. */
export function isOfWorkspace(record: SessionRecord, folders: readonly string[]): boolean {
  const isIn = (path: string, folder: string): boolean =>
    path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
  return folders.some(
    (folder) => isIn(record.entry, folder) || isIn(record.cwd, folder) || isIn(folder, record.cwd),
  );
}
