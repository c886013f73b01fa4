import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import { baseName } from '../output/update-line.js';
import { Signal, type Disposable } from '../signal.js';
import type { LiveUpdates } from '../update/live-updates.js';
import type { StatusFacts } from '../status/status-text.js';
import type { PendingState } from './pending.js';
import { ShownWork } from './shown-work.js';

/** What is known of the sessions, for everything that shows it. */
export class SessionState implements Disposable {
  /** Anything of it has changed. */
  readonly changed = new Signal<void>();
  readonly #sessions: SessionRegistry;
  readonly #pending: PendingState;
  /** With the changes that were found to need it, once they are known. */
  readonly #needRestart = new Map<LiveSession, string | undefined>();
  readonly #work = new ShownWork<LiveSession>(() => this.changed.fire());
  readonly #disposables: Disposable[];

  constructor(sessions: SessionRegistry, updates: LiveUpdates, pending: PendingState) {
    this.#sessions = sessions;
    this.#pending = pending;
    const tell = (): void => this.changed.fire();
    this.#disposables = [
      sessions.changed.on(tell),
      updates.busy.on((session) => this.#work.note(session, updates.isBusy(session))),
      this.#work,
      // Another text may well be one that can be applied.
      pending.changed.on(() => {
        for (const [session, changes] of this.#needRestart) {
          const isOther = changes !== undefined && changes !== this.#changesOf(session);
          if (isOther) this.#needRestart.delete(session);
        }
        tell();
      }),
      updates.finished.on(({ session, end }) => {
        if (end.kind === 'unsupported') void this.#needsRestart(session);
        else this.#needRestart.delete(session);
        tell();
      }),
    ];
  }

  /** A file has been edited: its text may well be one that can be applied. */
  edited(file: string): void {
    const found = [...this.#needRestart.keys()].filter((session) => session.runs(file));
    for (const session of found) this.#needRestart.delete(session);
    if (found.length > 0) this.changed.fire();
  }

  facts(session: LiveSession): StatusFacts {
    const { name, version } = session;
    const obstacles = this.#pending.obstacles(name);
    const broken = obstacles.filter(({ change }) => change === 'broken');
    return {
      ...{ session: name, version },
      broken: [...new Set(broken.map(({ uri }) => baseName(decodeURI(uri))))],
      pending: this.#pending.of(name).length,
      questions: this.#pending.questions(name),
      isBusy: this.#work.has(session),
      needsRestart:
        this.#needRestart.has(session) || obstacles.some(({ change }) => change === 'unsupported'),
      sessions: this.#sessions.live.length,
    };
  }

  async #needsRestart(session: LiveSession): Promise<void> {
    this.#needRestart.set(session, undefined);
    await this.#pending.refresh();
    if (this.#needRestart.has(session)) {
      this.#needRestart.set(session, this.#changesOf(session));
    }
  }

  #changesOf({ name }: LiveSession): string {
    const changes = this.#pending.of(name).map(({ uri, kind, name, change, range }) => {
      return [uri, kind, name, change, range];
    });
    return JSON.stringify(changes);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
