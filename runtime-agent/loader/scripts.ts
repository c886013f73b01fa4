import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { LoadedScript } from './module-loader.js';

/** A script that was made from a module version but not loaded as its file. */
export interface GeneratedScript {
  /** Absolute path of the module. */
  id: string;
  hash: string;
  /** Name of the function that it has the rest, or the newest code, of. */
  title: string;
  /** Triples: offset in the script, offset in the module text, length of what was copied. */
  runs: readonly number[];
  /** How it reaches variables that it has not got under their own names. */
  names: readonly { key: string; read: string; write: string }[];
  /** The function's index in the module's version. */
  fn: number;
}

/**
 * The offset in the module text for one in a generated script; a place in inserted text counts as the
 * end of what was copied before it.
 */
export function originOf({ runs }: GeneratedScript, position: number): number | undefined {
  let found: number | undefined;
  for (let i = 0; i < runs.length; i += 3) {
    const [at = 0, origin = 0, length = 0] = runs.slice(i, i + 3);
    if (at > position) break;
    found = origin + Math.min(position - at, length);
  }
  return found ?? runs[1];
}

/** Triples: start and end of functions in one module text, start in that of the version `to`. */
export interface Moves {
  to: string;
  ranges: readonly number[];
}

/** The scripts of a thread, by the names that V8 has for them. */
export class Scripts {
  readonly #loaded = new Map<string, LoadedScript>();
  #moves = new Map<string, Moves>();
  readonly #names = new Map<string, string>();
  readonly #generated = new Map<string, GeneratedScript>();
  #port: MessagePort | undefined;

  add(script: LoadedScript): void {
    this.#loaded.set(script.script, script);
    this.#names.set(script.id, script.script);
  }

  /** The name that V8 has for a file's script. */
  nameOf(id: string): string | undefined {
    this.#drain();
    return this.#names.get(id);
  }

  addGenerated(name: string, script: GeneratedScript): void {
    this.#generated.set(name, script);
  }

  /** Sets where the unchanged functions of older versions stand in a new one; returns how to undo it. */
  move(to: string, moved: readonly { hash: string; ranges: readonly number[] }[]): () => void {
    const before = new Map(this.#moves);
    for (const { hash, ranges } of moved) {
      if (hash === to) this.#moves.delete(hash);
      else this.#moves.set(hash, { to, ranges });
    }
    return () => (this.#moves = before);
  }

  /** The newest version that the functions of a version may stand in, and where. */
  movesOf(hash: string): Moves | undefined {
    return this.#moves.get(hash);
  }

  /** Also takes what the hooks' own thread reports. */
  listen(port: MessagePort): void {
    this.#port = port;
    port.unref();
  }

  loaded(name: string): LoadedScript | undefined {
    this.#drain();
    return this.#loaded.get(name);
  }

  generated(name: string): GeneratedScript | undefined {
    return this.#generated.get(name);
  }

  allLoaded(): LoadedScript[] {
    this.#drain();
    return [...this.#loaded.values()];
  }

  // Read on demand: a thread that is busy in its module top never sees a message event.
  #drain(): void {
    if (!this.#port) return;
    let received: { message: LoadedScript } | undefined;
    while ((received = receiveMessageOnPort(this.#port) as typeof received)) {
      this.add(received.message);
    }
  }
}
