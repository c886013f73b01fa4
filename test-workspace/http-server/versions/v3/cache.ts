/** A map of at most `limit` entries; the oldest one makes room for a new one. */
export class Cache<K, V> {
  readonly #entries = new Map<K, V>();

  constructor(private readonly limit: number) {}

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  set(key: K, value: V): void {
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.limit) return;
      this.#entries.delete(oldest);
    }
  }
}
