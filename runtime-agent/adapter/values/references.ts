import { hasGoneOn, RestitchError } from '../../../protocol/diagnostics.js';
import type { Frame } from '../targets/frame.js';
import type { DebugThread } from '../targets/thread.js';
import type { Container, ContainerFactory } from './objects.js';

/** So many things that outlast a stop can be looked into; the oldest go first. */
const MOST_KEPT = 10_000;

/** The numbers by which a client asks for what is in a value. */
export class References {
  readonly #passing = new Map<number, Container>();
  readonly #kept = new Map<number, Container>();
  #ids = 0;

  /** For what is looked at while a thread stands still, in a frame where there is one. */
  passing(frame?: Frame): ContainerFactory {
    const reference = (container: Container): number => this.#add(this.#passing, container);
    return frame ? { reference, frame } : { reference };
  }

  /** For output, and for results in the console. */
  lasting(frame?: Frame): ContainerFactory {
    const reference = (container: Container): number => {
      const [oldest] = this.#kept.keys();
      if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
      return this.#add(this.#kept, container);
    };
    return frame ? { reference, frame } : { reference };
  }

  #add(to: Map<number, Container>, container: Container): number {
    const id = (this.#ids += 1);
    to.set(id, container);
    return id;
  }

  /** @throws when what it stood for is no longer there */
  get(reference: number): Container {
    const found = this.#passing.get(reference) ?? this.#kept.get(reference);
    if (!found) throw new RestitchError(hasGoneOn('This value'));
    return found;
  }

  /** A thread goes on. */
  forget(thread: DebugThread): void {
    for (const [id, container] of this.#passing) {
      if (container.thread === thread) this.#passing.delete(id);
    }
  }
}
