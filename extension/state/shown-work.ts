/** Work that is over sooner, in milliseconds, is not shown: it would flicker, and be drawn while it is waited for. */
const NOTICEABLE = 300;

/** Which sessions are shown as being updated. */
export class ShownWork<K> {
  readonly #changed: () => void;
  readonly #waiting = new Map<K, NodeJS.Timeout>();
  readonly #shown = new Set<K>();

  /** @param changed Called when work begins to be shown. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  has(key: K): boolean {
    return this.#shown.has(key);
  }

  /** Work has begun, or is over. */
  note(key: K, isBusy: boolean): void {
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    if (!isBusy) return void this.#shown.delete(key);
    if (this.#shown.has(key)) return;
    const show = (): void => {
      this.#waiting.delete(key);
      this.#shown.add(key);
      this.#changed();
    };
    this.#waiting.set(key, setTimeout(show, NOTICEABLE));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
