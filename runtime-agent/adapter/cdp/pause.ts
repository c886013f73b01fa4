import type { Protocol } from 'devtools-protocol';

type PausedEvent = Protocol.Debugger.PausedEvent;
type CallFrame = Protocol.Debugger.CallFrame;

const BEGINNING = '{"method":"Debugger.paused","params":{"callFrames":[';
const FRAME = '{"callFrameId":"';
/** What comes behind the stack, and nowhere else: quotation marks in strings have a backslash. */
const END = '}],"reason":"';
const LOCATION = '"location":{"scriptId":"';

/**
 * A stop as V8 tells it. The message describes every scope of every frame, 1.4 kB a frame, and takes
 * as long to read as to be told of: what decides whether the stop is shown is read at once, and the stack when
 * somebody asks for it.
 */
export class Pause implements PausedEvent {
  readonly reason: PausedEvent['reason'];
  readonly data?: object;
  readonly hitBreakpoints?: string[];
  readonly asyncStackTrace?: Protocol.Runtime.StackTrace;
  /** The innermost frame, `undefined` of a stack without any. */
  readonly top: CallFrame | undefined;
  readonly depth: number;
  /** The ids of the stack's scripts. */
  readonly scriptIds: ReadonlySet<string>;
  #stack: () => CallFrame[];

  constructor(
    { reason, data, hitBreakpoints, asyncStackTrace }: PausedEvent,
    stack: {
      top: CallFrame | undefined;
      depth: number;
      scriptIds: ReadonlySet<string>;
      read: () => CallFrame[];
    },
  ) {
    this.reason = reason;
    if (data) this.data = data as object;
    if (hitBreakpoints) this.hitBreakpoints = hitBreakpoints;
    if (asyncStackTrace) this.asyncStackTrace = asyncStackTrace;
    this.top = stack.top;
    this.depth = stack.depth;
    this.scriptIds = stack.scriptIds;
    this.#stack = stack.read;
  }

  get callFrames(): CallFrame[] {
    const frames = this.#stack();
    this.#stack = () => frames;
    return frames;
  }
}

/**
 * Reads a message if it tells of a stop.
 * @returns `undefined` for every other message
 */
export function readPause(text: string): Pause | undefined {
  if (!text.startsWith(BEGINNING)) return undefined;
  const end = text.lastIndexOf(END);
  const start = BEGINNING.length;
  if (end < 0 || !text.startsWith(FRAME, start)) return wholly(text);
  const second = text.indexOf(`,${FRAME}`, start);
  const top = text.slice(start, second < 0 || second > end ? end + 1 : second);
  const rest = text.slice(end + END.length - '"reason":"'.length);
  const { params } = JSON.parse(`{"params":{${rest}`) as { params: PausedEvent };
  const { depth, ids } = framesIn(text, start, end);
  return new Pause(params, {
    top: JSON.parse(top) as CallFrame,
    depth,
    scriptIds: ids,
    read: () => JSON.parse(text.slice(start - 1, end + 2)) as CallFrame[],
  });
}

function wholly(text: string): Pause {
  const { params } = JSON.parse(text) as { params: PausedEvent };
  const { callFrames } = params;
  return new Pause(params, {
    top: callFrames[0],
    depth: callFrames.length,
    scriptIds: new Set(callFrames.map(({ location }) => location.scriptId)),
    read: () => callFrames,
  });
}

/** How many frames there are in a part of a message, and the scripts that they are in. */
function framesIn(text: string, start: number, end: number): { depth: number; ids: Set<string> } {
  const ids = new Set<string>();
  let depth = 0;
  for (let at = start; at >= 0 && at < end; at = text.indexOf(FRAME, at)) {
    depth += 1;
    const from = text.indexOf(LOCATION, at) + LOCATION.length;
    at = text.indexOf('"', from);
    ids.add(text.slice(from, at));
  }
  return { depth, ids };
}
