/** So many ends of the server within {@link WITHIN} milliseconds are not worth another start. */
const MOST = 8;
const WITHIN = 180_000;

/** Decides whether a server that has ended is started again. */
export class RestartPolicy {
  #ends: number[] = [];

  /** @param now Time in milliseconds. */
  mayRestart(now: number): boolean {
    this.#ends = [...this.#ends.filter((at) => now - at < WITHIN), now];
    return this.#ends.length <= MOST;
  }

  /** The developer asks for another start. */
  forgive(): void {
    this.#ends = [];
  }
}
