/** How long, in milliseconds. */
const DELAY = 200;

/**
 * Holds back what nobody waits for: Node itself has more than a hundred scripts, and to tell of each one as the
 * program starts held up its breakpoints for as long as that took.
 */
export class PutOff<T> {
  readonly #tell: (item: T) => void;
  #items: T[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (item: T) => void) {
    this.#tell = tell;
  }

  add(item: T): void {
    this.#items.push(item);
    this.#timer ??= setTimeout(() => this.flush(), DELAY);
  }

  /** Tells what has been held back, in its order. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const item of this.#items.splice(0)) this.#tell(item);
  }
}
