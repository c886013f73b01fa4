/** First byte of the frame of a text message that is not fragmented (RFC 6455, 5.2). */
const TEXT = 0x81;

/** A command that no target knows. */
const NOTHING = Buffer.from('{"id":0,"method":"Restitch.acknowledge"}');

/** That many bytes of a frame's header can be sent before its length is known to be below 4 GB. */
const MOST = 6;

/** The length of a frame of which more has been sent early: white space in front of a message changes nothing. */
const LENGTH = 4096;

/** Of the header in the form for any length, with the mask. */
const HEADER = 14;

const SPACE = Buffer.from(' ');

/** The header of a masked text frame, in the form for any length, with a mask that changes nothing. */
function headerOf(length: number): Buffer {
  const header = Buffer.alloc(HEADER);
  header[0] = TEXT;
  header[1] = 0x80 | 127;
  header.writeUInt32BE(length, 6);
  return header;
}

/** What a frame of {@link LENGTH} begins with; its first bytes are those of frames of any length. */
const BEGINNING = headerOf(LENGTH);

/** The frame of a message that is not known yet, sent byte by byte. */
export class EarlyFrame {
  /** So many bytes have been sent. */
  #sent = 0;

  get hasBegun(): boolean {
    return this.#sent > 0;
  }

  /** One more byte to be sent; `undefined` when there is no more room than for a message that says nothing. */
  next(): Buffer | undefined {
    const at = this.#sent;
    if (at === HEADER + LENGTH - NOTHING.length) return undefined;
    this.#sent += 1;
    return at < HEADER ? BEGINNING.subarray(at, at + 1) : SPACE;
  }

  /** The rest of the frame, with a message; `undefined` when that is too long for it. */
  with(message: Buffer): Buffer | undefined {
    const sent = this.#sent;
    if (sent <= MOST) return Buffer.concat([headerOf(message.length).subarray(sent), message]);
    const spaces = LENGTH - message.length - Math.max(0, sent - HEADER);
    if (spaces < 0) return undefined;
    return Buffer.concat([BEGINNING.subarray(sent), Buffer.alloc(spaces, SPACE), message]);
  }

  /** The rest of the frame, with a command that is answered by an error, with the id 0. */
  withNothing(): Buffer {
    return this.with(NOTHING) ?? NOTHING;
  }
}

/** Whether nothing of a masked frame is missing. */
export function isWhole(frame: Buffer): boolean {
  const short = (frame[1] ?? 0) & 0x7f;
  const start = (short === 126 ? 4 : short === 127 ? 10 : 2) + 4;
  if (frame.length < start) return false;
  const isLong = short === 127;
  const length =
    short === 126 ? frame.readUInt16BE(2) : isLong ? Number(frame.readBigUInt64BE(2)) : short;
  return frame.length >= start + length;
}
