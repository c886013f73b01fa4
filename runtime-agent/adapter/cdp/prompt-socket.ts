import { connect, type Socket } from 'node:net';

/** First byte of the frame of a text message that is not fragmented (RFC 6455, 5.2). */
const TEXT = 0x81;

/** A command that no target knows. */
const COMMAND = Buffer.from('{"id":0,"method":"Restitch.acknowledge"}');

/** A masked text frame with that command but for its first byte: what completes one that was begun. */
const REST = Buffer.concat([Buffer.from([0x80 | COMMAND.length, 0, 0, 0, 0]), COMMAND]);

/**
 * A socket for a WebSocket client that can acknowledge what it has received at once.
 *
 * Node writes the answer to a step, then that the thread goes on, then that it has stopped again,
 * each in a packet of its own. Each waits until the one before it is acknowledged (Nagle's algorithm),
 * which the system puts off for 40 ms unless there is something to send. So the first byte of the
 * next message is sent before there is one.
 */
export class PromptSocket {
  readonly socket: Socket;
  readonly #write: (data: Buffer) => boolean;
  #isOpen = false;
  /** The first byte of the next text frame has been sent. */
  #isAhead = false;
  /** Bytes of the frame under way that have not been written yet. */
  #left = 0;

  constructor(port: number, host: string) {
    this.socket = connect({ port, host, noDelay: true });
    // The client stops listening when it is closed; a write may still be under way then.
    this.socket.on('error', () => undefined);
    const write = this.socket.write.bind(this.socket) as (
      data: Buffer | string,
      ...rest: unknown[]
    ) => boolean;
    this.#write = (data) => write(data);
    this.socket.write = (data: Buffer | string, ...rest: unknown[]): boolean => {
      const isFrame = this.#isOpen && typeof data !== 'string';
      return write(isFrame ? this.#passed(data) : data, ...rest);
    };
  }

  /** The handshake is over: from here on everything is frames. */
  opened(): void {
    this.#isOpen = true;
  }

  /**
   * Sends a byte: the first one of the next message, or what makes that an unknown command.
   * @param quietly not such a command, which is answered
   */
  acknowledge(quietly = false): void {
    if (!this.#isOpen || this.#left > 0 || this.socket.destroyed) return;
    if (quietly && this.#isAhead) return;
    this.#write(this.#isAhead ? REST : Buffer.from([TEXT]));
    this.#isAhead = !this.#isAhead;
  }

  /** What of a piece of a frame is still to be written. */
  #passed(data: Buffer): Buffer {
    if (this.#left > 0) {
      this.#left -= data.length;
      return data;
    }
    this.#left = frameLength(data) - data.length;
    if (!this.#isAhead) return data;
    this.#isAhead = false;
    if (data[0] === TEXT) return data.subarray(1);
    return Buffer.concat([REST, data]);
  }
}

/** The length of a masked frame, from its beginning. */
function frameLength(data: Buffer): number {
  const short = (data[1] ?? 0) & 0x7f;
  if (short === 126) return 8 + data.readUInt16BE(2);
  if (short === 127) return 14 + Number(data.readBigUInt64BE(2));
  return 6 + short;
}
