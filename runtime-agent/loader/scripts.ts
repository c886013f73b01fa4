import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { LoadedScript } from './module-loader.js';

/** A place in a module text: line 1-based, column 0-based. */
export interface TextPlace {
  line: number;
  column: number;
}

/** A script that was made from a module version but not loaded as its file. */
export interface GeneratedScript {
  /** Absolute path of the module. */
  id: string;
  hash: string;
  /** The place in the module text; `undefined` for what no author has written. */
  locate: (line: number, column: number) => TextPlace | undefined;
}

/** The scripts of a thread, by the names that V8 has for them. */
export class Scripts {
  readonly #loaded = new Map<string, LoadedScript>();
  readonly #generated = new Map<string, GeneratedScript>();
  #port: MessagePort | undefined;

  add(script: LoadedScript): void {
    this.#loaded.set(script.script, script);
  }

  addGenerated(name: string, script: GeneratedScript): void {
    this.#generated.set(name, script);
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
