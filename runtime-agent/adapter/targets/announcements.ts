import { mkdirSync, watch, type FSWatcher } from 'node:fs';
import type { SessionRecord } from '../../../protocol/session.js';
import { openSessionFolder } from '../../coordinator/session-folder.js';

/** How often the folder is read in case its changes go unnoticed, in milliseconds. */
const POLL = 250;

/** Watches for the processes that have been started with a debugger's token. */
export class Announcements {
  readonly #seen = new Set<string>();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly folder: string,
    readonly token: string,
    /** Called once for each process. */
    readonly onProcess: (record: SessionRecord, url: string) => void,
  ) {}

  start(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const look = (): void => this.#look();
    try {
      this.#watcher = watch(this.folder, look);
      this.#watcher.on('error', () => undefined);
    } catch {
      // Not every file system tells; it is read in any case.
    }
    this.#timer = setInterval(look, POLL);
    look();
  }

  #look(): void {
    for (const record of openSessionFolder(this.folder).list()) {
      const { inspector } = record;
      if (inspector?.token !== this.token || this.#seen.has(inspector.url)) continue;
      this.#seen.add(inspector.url);
      this.onProcess(record, inspector.url);
    }
  }

  stop(): void {
    this.#watcher?.close();
    clearInterval(this.#timer);
  }
}
