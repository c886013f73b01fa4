import { RestitchError, unknownSession } from '../../../protocol/diagnostics.js';
import type { UpdateNotice } from '../../../protocol/baseline.js';
import type { SessionRecord } from '../../../protocol/session.js';
import { RunningSession, type SessionLink } from './running-session.js';

/** What has become of a session. */
export type SessionEvent =
  | { kind: 'attached' | 'ended'; session: RunningSession }
  | { kind: 'updated'; session: RunningSession; notice: UpdateNotice };

export type Connect = (record: SessionRecord) => Promise<SessionLink>;

/** The sessions that documents are compared with. */
export class Sessions {
  readonly #connect: Connect;
  readonly #attached = new Map<string, RunningSession>();
  readonly #opening = new Map<string, Promise<RunningSession>>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  /** Sessions that are not to be attached again by themselves. */
  readonly #left = new Set<string>();

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  onEvent(listener: (event: SessionEvent) => void): void {
    this.#listeners.add(listener);
  }

  all(): RunningSession[] {
    return [...this.#attached.values()];
  }

  withFile(file: string): RunningSession[] {
    return this.all().filter((session) => session.runs(file));
  }

  /**
   * The session of a name, or the only one.
   * @throws {RestitchError} RS1002
   */
  named(name: string | undefined): RunningSession {
    const all = this.all();
    const found = name === undefined && all.length === 1 ? all[0] : this.#attached.get(name ?? '');
    if (found) return found;
    throw new RestitchError(
      unknownSession(
        name ?? '(none given)',
        all.map((session) => session.name),
      ),
    );
  }

  /** Attaches to a session that was found, unless it was let go of or cannot be reached. */
  async offer(record: SessionRecord): Promise<void> {
    if (this.#left.has(idOf(record))) return;
    try {
      await this.attach(record);
    } catch {
      this.#left.add(idOf(record));
    }
  }

  /** @throws {RestitchError} RS1003, RS1004 */
  attach(record: SessionRecord): Promise<RunningSession> {
    const known = this.#attached.get(record.name);
    if (known && idOf(known.record) === idOf(record)) return Promise.resolve(known);
    const id = idOf(record);
    const opening = this.#opening.get(id) ?? this.#open(record);
    this.#opening.set(id, opening);
    return opening.finally(() => this.#opening.delete(id));
  }

  detach(name: string): void {
    const session = this.#attached.get(name);
    if (!session) return;
    this.#left.add(idOf(session.record));
    session.detach();
    this.#drop(session);
  }

  close(): void {
    this.#listeners.clear();
    for (const session of this.all()) session.detach();
    this.#attached.clear();
  }

  async #open(record: SessionRecord): Promise<RunningSession> {
    const session = await RunningSession.open(await this.#connect(record));
    this.#attached.set(session.name, session);
    this.#left.delete(idOf(record));
    session.onUpdated((notice) => {
      void session.look(true).then(() => this.#tell({ kind: 'updated', session, notice }));
    });
    this.#tell({ kind: 'attached', session });
    session.onEnd(() => this.#drop(session));
    return session;
  }

  #drop(session: RunningSession): void {
    if (this.#attached.get(session.name) !== session) return;
    this.#attached.delete(session.name);
    this.#tell({ kind: 'ended', session });
  }

  #tell(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

const idOf = ({ pid, started, socket }: SessionRecord): string => `${pid} ${started} ${socket}`;
