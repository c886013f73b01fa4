import { connect, type Socket } from 'node:net';

/** First byte of the frame of a text message that is not fragmented (RFC 6455, 5.2). */
const TEXT = 0x81;

/** A command that no target knows. */
const COMMAND = Buffer.from('{"id":0,"method":"Restitch.acknowledge"}');

/** That many bytes of a frame's header can be sent before its length is known to be below 4 GB. */
const MOST = 6;

/** The header of a masked text frame without its mask, in the form for any length. */
function headerOf(length: number): Buffer {
  const header = Buffer.alloc(10);
  header[0] = TEXT;
  header[1] = 0x80 | 127;
  header.writeUInt32BE(length, 6);
  return header;
}

/** What frames of any length begin with. */
const BEGINNING = headerOf(0).subarray(0, MOST);

/**
 * A socket for a WebSocket client that acknowledges what it has received at once.
 *
 * Node writes the answer to a step, then that the thread goes on, then that it has stopped again,
 * each in a packet of its own; so it does with an evaluation, which is a script first and then has an answer.
 * Each waits until the one before it is acknowledged (Nagle's algorithm), which the system puts off for
 * 40 ms unless there is something to send. So the header of the next message is sent byte by byte before
 * there is one.
 */
export class PromptSocket {
  readonly socket: Socket;
  readonly #write: (data: Buffer) => boolean;
  #isOpen = false;
  /** So many bytes of the next text frame have been sent. */
  #early = 0;
  /** Bytes of the frame under way that have not been written yet. */
  #left = 0;
  /** Something came, and nothing has been sent since. */
  #isDue = false;
  /** What came last is followed by more at once. */
  #isFollowed = false;

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
    this.socket.on('data', () => {
      if (this.#isDue) return;
      this.#isDue = true;
      // What has come may be answered at once.
      setImmediate(() => this.#acknowledge());
    });
  }

  /** The message that came last is one that others follow at once. */
  follows(): void {
    this.#isFollowed = true;
  }

  /** Sends a byte of the next message, or what makes those that were sent an unknown command. */
  #acknowledge(): void {
    const isFollowed = this.#isFollowed;
    this.#isFollowed = false;
    if (!this.#isDue) return;
    this.#isDue = false;
    if (this.#left > 0 || this.socket.destroyed) return;
    if (this.#early < MOST) {
      this.#write(BEGINNING.subarray(this.#early, this.#early + 1));
      this.#early += 1;
    } else if (isFollowed) this.#write(this.#completed());
  }

  /** Makes a command of what was sent early. */
  #completed(): Buffer {
    const rest = headerOf(COMMAND.length).subarray(this.#early);
    this.#early = 0;
    return Buffer.concat([rest, Buffer.alloc(4), COMMAND]);
  }

  /** What of a piece of a frame is still to be written. */
  #passed(data: Buffer): Buffer {
    this.#isDue = false;
    if (this.#left > 0) {
      this.#left -= data.length;
      return data;
    }
    const { header, payload } = lengthsOf(data);
    this.#left = header + 4 + payload - data.length;
    if (this.#early === 0) return data;
    if (data[0] !== TEXT) return Buffer.concat([this.#completed(), data]);
    const rest = headerOf(payload).subarray(this.#early);
    this.#early = 0;
    return Buffer.concat([rest, data.subarray(header)]);
  }
}

/** The lengths of a masked frame's parts, from its beginning; the mask lies between them. */
function lengthsOf(data: Buffer): { header: number; payload: number } {
  const short = (data[1] ?? 0) & 0x7f;
  if (short === 126) return { header: 4, payload: data.readUInt16BE(2) };
  if (short === 127) return { header: 10, payload: Number(data.readBigUInt64BE(2)) };
  return { header: 2, payload: short };
}
