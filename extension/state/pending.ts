import type { PendingChange } from '../../protocol/lsp/index.js';
import { Signal, type Disposable } from '../signal.js';

/** How long edits are left to settle before they are asked for, in milliseconds. */
const SETTLE = 250;

/** The changes that have not been applied yet, as the language server sees them. */
export class PendingState implements Disposable {
  readonly changed = new Signal<void>();
  readonly #fetch: () => Promise<PendingChange[] | undefined>;
  #changes: readonly PendingChange[] = [];
  #timer: NodeJS.Timeout | undefined;
  #generation = 0;

  /** @param fetch Asks the server; `undefined` when it cannot say, which leaves all as it was. */
  constructor(fetch: () => Promise<PendingChange[] | undefined>) {
    this.#fetch = fetch;
  }

  get all(): readonly PendingChange[] {
    return this.#changes;
  }

  /** What an update of a session would change. */
  of(session: string): PendingChange[] {
    return this.all.filter((one) => one.session === session && one.kind !== 'obstacle');
  }

  /** What keeps an update of a session from being applied. */
  obstacles(session: string): PendingChange[] {
    return this.all.filter((one) => one.session === session && one.kind === 'obstacle');
  }

  /** How many questions an update of a session leaves open, as its review counts them. */
  questions(session: string): number {
    return this.of(session).reduce((sum, { questions }) => sum + questions, 0);
  }

  /** URIs of files that differ from what runs. */
  get files(): string[] {
    return [...new Set(this.#changes.map(({ uri }) => uri))];
  }

  /** Something may have changed: asks soon. */
  touch(delayMs = SETTLE): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), delayMs);
  }

  async refresh(): Promise<void> {
    const generation = (this.#generation += 1);
    const found = await this.#fetch();
    if (found === undefined || generation !== this.#generation) return;
    if (JSON.stringify(found) === JSON.stringify(this.#changes)) return;
    this.#changes = found;
    this.changed.fire();
  }

  /** A session has ended. */
  forget(session: string): void {
    this.#changes = this.#changes.filter((change) => change.session !== session);
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#generation += 1;
  }
}
