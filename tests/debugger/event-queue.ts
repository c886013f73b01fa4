import type { DebugProtocol } from '@vscode/debugprotocol';

/** Every event of the adapter's: the test client passes on only those that it is asked for. */
const NAMES = [
  'initialized',
  'stopped',
  'continued',
  'exited',
  'terminated',
  'thread',
  'output',
  'breakpoint',
  'module',
  'loadedSource',
  'process',
  'progressStart',
  'progressUpdate',
  'progressEnd',
  'invalidated',
  'restitch/pending',
  'restitch/applied',
  'restitch/failed',
];

interface EventSource {
  on(name: string, listener: (event: DebugProtocol.Event) => void): unknown;
}

/** Keeps the events that came until somebody asks for them, by name. */
export class EventQueue {
  readonly #came = new Map<string, DebugProtocol.Event[]>();
  readonly #waiting = new Map<string, ((event: DebugProtocol.Event) => void)[]>();

  /** @param heard is told of each event as it comes */
  listen(source: EventSource, heard: (event: DebugProtocol.Event) => void): void {
    for (const name of NAMES) {
      source.on(name, (event) => {
        heard(event);
        const [first, ...others] = this.#waiting.get(name) ?? [];
        if (first) {
          this.#waiting.set(name, others);
          first(event);
        } else this.#came.set(name, [...(this.#came.get(name) ?? []), event]);
      });
    }
  }

  /**
   * The next event of a name, also one that came already.
   * @param patience in milliseconds
   * @param failure what to say when it does not come
   */
  next(name: string, patience: number, failure: () => Error): Promise<DebugProtocol.Event> {
    const [first, ...others] = this.#came.get(name) ?? [];
    if (first) {
      this.#came.set(name, others);
      return Promise.resolve(first);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(failure()), patience);
      const settle = (event: DebugProtocol.Event): void => {
        clearTimeout(timer);
        resolve(event);
      };
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), settle]);
    });
  }

  /** Events of a name that nobody has asked for yet. */
  take(name: string): DebugProtocol.Event[] {
    const events = this.#came.get(name) ?? [];
    this.#came.delete(name);
    return events;
  }
}
