const LOCK = 0;
const HEAD = 1;
const TAIL = 2;
const SLOTS = 3;

/** A first-in, first-out queue of 32-bit integers between threads; both ends block. */
export class BoundedQueue {
  readonly #words: Int32Array;
  readonly #capacity: number;

  constructor(readonly buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
    this.#capacity = this.#words.length - SLOTS;
  }

  static create(capacity: number): BoundedQueue {
    return new BoundedQueue(
      new SharedArrayBuffer((SLOTS + capacity) * Int32Array.BYTES_PER_ELEMENT),
    );
  }

  /** Adds an item, waiting while the queue is full. */
  put(item: number): void {
    for (;;) {
      this.#lock();
      const head = this.#words[HEAD];
      const tail = this.#words[TAIL];
      const room = tail - head < this.#capacity;
      if (room) {
        this.#words[SLOTS + (tail % this.#capacity)] = item;
        this.#words[TAIL] = tail + 1;
      }
      this.#unlock();
      if (room) {
        Atomics.notify(this.#words, TAIL);
        return;
      }
      Atomics.wait(this.#words, HEAD, head);
    }
  }

  /** Takes the oldest item, waiting while the queue is empty. */
  take(): number {
    for (;;) {
      this.#lock();
      const head = this.#words[HEAD];
      const tail = this.#words[TAIL];
      const item = this.#words[SLOTS + (head % this.#capacity)];
      if (tail > head) this.#words[HEAD] = head + 1;
      this.#unlock();
      if (tail > head) {
        Atomics.notify(this.#words, HEAD);
        return item;
      }
      Atomics.wait(this.#words, TAIL, tail);
    }
  }

  #lock(): void {
    while (Atomics.compareExchange(this.#words, LOCK, 0, 1) !== 0) {
      Atomics.wait(this.#words, LOCK, 1);
    }
  }

  #unlock(): void {
    Atomics.store(this.#words, LOCK, 0);
    Atomics.notify(this.#words, LOCK, 1);
  }
}
