import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import { Signal, type Disposable } from '../signal.js';
import type { LiveUpdates } from '../update/live-updates.js';
import type { StatusFacts } from '../status/status-text.js';
import type { PendingState } from './pending.js';

/** What is known of the sessions, for everything that shows it. */
export class SessionState implements Disposable {
  /** Anything of it has changed. */
  readonly changed = new Signal<void>();
  readonly #sessions: SessionRegistry;
  readonly #updates: LiveUpdates;
  readonly #pending: PendingState;
  readonly #needRestart = new Set<LiveSession>();
  readonly #disposables: Disposable[];

  constructor(sessions: SessionRegistry, updates: LiveUpdates, pending: PendingState) {
    this.#sessions = sessions;
    this.#updates = updates;
    this.#pending = pending;
    const tell = (): void => this.changed.fire();
    this.#disposables = [
      sessions.changed.on(tell),
      updates.busy.on(tell),
      // Another text may well be one that can be applied.
      pending.changed.on(() => {
        this.#needRestart.clear();
        tell();
      }),
      updates.finished.on(({ session, end }) => {
        if (end.kind === 'unsupported') this.#needRestart.add(session);
        else this.#needRestart.delete(session);
        tell();
      }),
    ];
  }

  facts(session: LiveSession): StatusFacts {
    const { name, version } = session;
    return {
      ...{ session: name, version },
      pending: this.#pending.of(name).length,
      questions: this.#pending.questions(name),
      isBusy: this.#updates.isBusy(session),
      needsRestart: this.#needRestart.has(session),
      sessions: this.#sessions.live.length,
    };
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
