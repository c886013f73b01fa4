import { logLength, rowCount, rowLength } from '../coordinator/thread-rows.js';

/** Which version of a file a thread has loaded. */
export interface LoadedFile {
  id: string;
  hash: string;
}

/**
 * What workers have loaded: a worker that starts later loads the same, although those that did have ended and no
 * other thread has. An append-only log: how much of it is taken, then records of a length in bytes and a text.
 * The length is negative until the text is there. Whatever comes when it is full is not noted.
 */
export class WorkerFiles {
  readonly #log: Int32Array;
  readonly #known = new Map<string, LoadedFile>();
  /** How far the log has been read. */
  #at = 1;

  /** @param rows the table */
  constructor(rows: Int32Array) {
    const start = rowCount * rowLength * Int32Array.BYTES_PER_ELEMENT;
    this.#log = new Int32Array(rows.buffer, start, logLength);
  }

  /** Notes what a worker has loaded; of a file only what was first. */
  note({ id, hash }: LoadedFile): void {
    this.#read();
    if (this.#known.has(id)) return;
    const text = Buffer.from(`${hash} ${id}`);
    const words = 1 + Math.ceil(text.length / Int32Array.BYTES_PER_ELEMENT);
    const at = 1 + Atomics.add(this.#log, 0, words);
    if (at + words > logLength) return;
    Atomics.store(this.#log, at, -text.length);
    new Uint8Array(this.#log.buffer, this.#log.byteOffset + 4 * (at + 1), text.length).set(text);
    Atomics.store(this.#log, at, text.length);
  }

  /** What has been noted so far. */
  all(): LoadedFile[] {
    this.#read();
    return [...this.#known.values()];
  }

  /** The same by file. */
  pins(): Record<string, string> {
    return Object.fromEntries(this.all().map(({ id, hash }) => [id, hash]));
  }

  #read(): void {
    while (this.#at < logLength) {
      const length = Atomics.load(this.#log, this.#at);
      if (length === 0) return;
      // Of a worker that was ended as it wrote, nothing is known but its length.
      if (length > 0) this.#learn(length);
      else if (this.#isLast(-length)) return;
      this.#at += 1 + Math.ceil(Math.abs(length) / Int32Array.BYTES_PER_ELEMENT);
    }
  }

  /** Whether a record that is not there yet is the newest: it may come. */
  #isLast(length: number): boolean {
    const words = 1 + Math.ceil(length / Int32Array.BYTES_PER_ELEMENT);
    return this.#at + words > Atomics.load(this.#log, 0);
  }

  #learn(length: number): void {
    const { buffer, byteOffset } = this.#log;
    const bytes = new Uint8Array(buffer, byteOffset + 4 * (this.#at + 1), length).slice();
    const text = Buffer.from(bytes.buffer).toString();
    const space = text.indexOf(' ');
    const id = text.slice(space + 1);
    if (!this.#known.has(id)) this.#known.set(id, { id, hash: text.slice(0, space) });
  }
}
