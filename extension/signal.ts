/** What can be let go of; the editor's disposables are such. */
export interface Disposable {
  dispose(): void;
}

/** Tells listeners of something, in the order in which they came. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Listens, until what is returned is disposed of. */
  readonly on = (listener: (value: T) => void): Disposable => {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
