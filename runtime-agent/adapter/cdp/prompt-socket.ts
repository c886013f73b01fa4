import type { Socket } from 'node:net';
import { EarlyFrame, isWhole } from './early-frame.js';

/**
 * Has a WebSocket client's socket acknowledge what it has received at once.
 *
 * Node writes the answer to a step, then that the thread goes on, then that it has stopped again,
 * each in a packet of its own; so it does with an evaluation, which is a script first and then has an answer, and with the
 * hundred scripts that it tells of when it is told to debug. Each waits until the one before it is acknowledged (Nagle's algorithm), which
 * the system puts off for 40 ms unless there is something to send. So the next message is begun byte by byte before there is one.
 */
export class PromptSocket {
  readonly #socket: Socket;
  readonly #write: (data: Buffer) => boolean;
  #early = new EarlyFrame();
  /** What has been given of a frame that is not whole yet. */
  #given: Buffer[] = [];
  /** Something came, and nothing has been sent since. */
  #isDue = false;
  #rests = false;

  /**
   * @param socket the client's own, when the handshake is over: from here on everything is frames. An editor may have its own ways
   *   to connect, so it is not made here
   */
  constructor(socket: Socket) {
    this.#socket = socket;
    // The client stops listening when it is closed; a write may still be under way then.
    socket.on('error', () => undefined);
    const write = socket.write.bind(socket) as (data: Buffer, ...rest: unknown[]) => boolean;
    this.#write = (data) => write(data);
    socket.write = (data: Buffer, ...rest: unknown[]): boolean =>
      write(this.#passed(data), ...rest);
    socket.on('data', () => {
      if (this.#isDue) return;
      this.#isDue = true;
      // What has come may be answered at once.
      setImmediate(() => this.#acknowledge());
    });
  }

  /** Sends a message; the client's own way takes several times as long, which a step would wait for. */
  send(text: string): void {
    this.#isDue = false;
    const message = Buffer.from(text);
    const early = this.#early;
    this.#early = new EarlyFrame();
    this.#write(
      early.with(message) ?? Buffer.concat([early.withNothing(), this.#early.with(message)!]),
    );
  }

  /** Nothing follows what came last: it need not be acknowledged before something is sent. */
  rests(): void {
    this.#rests = true;
  }

  #acknowledge(): void {
    const rests = this.#rests;
    this.#rests = false;
    if (!this.#isDue) return;
    this.#isDue = false;
    if (rests || this.#given.length > 0 || this.#socket.destroyed) return;
    this.#write(this.#early.next() ?? this.#ended());
  }

  /** Ends the frame that was begun with nothing in it that means anything. */
  #ended(): Buffer {
    const early = this.#early;
    this.#early = new EarlyFrame();
    return early.withNothing();
  }

  /** What is to be written for a piece of a frame of the client's: nothing until the frame is whole. */
  #passed(data: Buffer): Buffer {
    this.#isDue = false;
    const frame = Buffer.concat([...this.#given, data]);
    if (!isWhole(frame)) {
      this.#given = [frame];
      return Buffer.alloc(0);
    }
    this.#given = [];
    return this.#early.hasBegun ? Buffer.concat([this.#ended(), frame]) : frame;
  }
}
