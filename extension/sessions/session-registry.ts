import { setTimeout as sleep } from 'node:timers/promises';
import type { UpdateNotice } from '../../protocol/baseline.js';
import { RestitchError } from '../../protocol/diagnostics.js';
import type { SessionRecord } from '../../protocol/session.js';
import { SessionFinder } from '../../language-server/server/sessions/finder.js';
import { Signal } from '../signal.js';
import { belongsTo } from './belongs.js';
import { LiveSession, type SessionLink } from './live-session.js';

export interface RegistryOptions {
  /** The per-user folder of session records. */
  folder: string;
  connect: (record: SessionRecord) => Promise<SessionLink>;
  /** Whether a session is shown without being asked for. */
  isOurs: (record: SessionRecord) => boolean;
}

export interface SessionUpdate {
  session: LiveSession;
  notice: UpdateNotice;
}

/** What does not answer at once must not keep others from being found, in milliseconds. */
const AT_ONCE = 1000;

/** Of sessions that have ended, the history of the last few is kept. */
const KEPT = 5;

/** The running programs that the editor works with. */
export class SessionRegistry {
  /** A session has come or gone. */
  readonly changed = new Signal<void>();
  readonly started = new Signal<LiveSession>();
  readonly ended = new Signal<LiveSession>();
  /** A program that starts has been stopped before it could answer; told once of each. */
  readonly held = new Signal<SessionRecord>();
  /** An update or a rollback has come to its end, by whomever it was made. */
  readonly updated = new Signal<SessionUpdate>();

  readonly #options: RegistryOptions;
  readonly #finder: SessionFinder;
  readonly #live = new Map<string, LiveSession>();
  readonly #opening = new Map<string, Promise<LiveSession | undefined>>();
  readonly #adopted = new Set<number>();
  readonly #held = new Set<string>();
  #past: LiveSession[] = [];
  #isStarted = false;
  #isClosed = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#finder = new SessionFinder(options.folder, (records) => this.#found(records));
  }

  /** Looks for sessions from now on; not before, as a workspace may not be trusted. */
  start(): void {
    this.#isStarted = true;
    this.#finder.start();
  }

  get live(): LiveSession[] {
    return [...this.#live.values()];
  }

  /** Sessions that have ended, the latest first. */
  get past(): readonly LiveSession[] {
    return this.#past;
  }

  named(name: string): LiveSession | undefined {
    return this.live.find((session) => session.name === name);
  }

  ofProcess(pid: number): LiveSession | undefined {
    return this.live.find(({ record }) => record.pid === pid);
  }

  /** The sessions that a file, by its absolute path, is a module of. */
  withFile(file: string): LiveSession[] {
    return this.live.filter((session) => session.runs(file));
  }

  /** The same, after asking those that may have loaded it since they were asked last. */
  async running(file: string): Promise<LiveSession[]> {
    const unsure = this.live.filter((session) => !session.runs(file) && belongsTo(session, file));
    await Promise.all(unsure.map((session) => session.refresh()));
    return this.withFile(file);
  }

  /** Takes in the session of a process, wherever it was started. */
  async adopt(pid: number): Promise<void> {
    this.#adopted.add(pid);
    await this.look();
  }

  /** Looks for sessions at once. */
  look(): Promise<void> {
    return this.#isStarted ? this.#finder.look() : Promise.resolve();
  }

  dispose(): void {
    this.#isClosed = true;
    this.#finder.close();
    for (const session of this.live) session.close();
    this.#live.clear();
  }

  async #found(records: SessionRecord[]): Promise<void> {
    const wanted = records.filter(
      (record) => this.#adopted.has(record.pid) || this.#options.isOurs(record),
    );
    const opening = Promise.all(wanted.map((record) => this.#open(record)));
    await Promise.race([opening, sleep(AT_ONCE, undefined, { ref: false })]);
  }

  #open(record: SessionRecord): Promise<LiveSession | undefined> {
    const id = idOf(record);
    const known = this.#live.get(id);
    if (known) return Promise.resolve(known);
    const opening = this.#opening.get(id) ?? this.#connect(record, id);
    this.#opening.set(id, opening);
    return opening.finally(() => this.#opening.delete(id));
  }

  async #connect(record: SessionRecord, id: string): Promise<LiveSession | undefined> {
    let link: SessionLink | undefined;
    try {
      link = await this.#options.connect(record);
      const session = await LiveSession.open(link);
      if (this.#isClosed) return void link.close();
      this.#live.set(id, session);
      session.onUpdated((notice) => void this.#noted(session, notice));
      this.started.fire(session);
      this.changed.fire();
      session.onEnd(() => this.#drop(id, session));
      return session;
    } catch (error) {
      link?.close(); // it has ended, or does not answer: it is looked for again
      if (isHeld(error) && !this.#held.has(id)) {
        this.#held.add(id);
        this.held.fire(record);
      }
      return undefined;
    }
  }

  async #noted(session: LiveSession, notice: UpdateNotice): Promise<void> {
    await session.note(notice);
    if (this.#isClosed) return;
    this.updated.fire({ session, notice });
    this.changed.fire();
  }

  #drop(id: string, session: LiveSession): void {
    if (this.#isClosed || this.#live.get(id) !== session) return;
    this.#live.delete(id);
    this.#past = [session, ...this.#past].slice(0, KEPT);
    this.ended.fire(session);
    this.changed.fire();
  }
}

const isHeld = (error: unknown): boolean =>
  error instanceof RestitchError && error.diagnostics[0]?.code === 'RS1025';

const idOf = ({ pid, started, socket }: SessionRecord): string => `${pid} ${started} ${socket}`;
