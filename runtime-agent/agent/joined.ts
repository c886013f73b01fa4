import type { Continuation, FrameRecord } from './records.js';

/** In front of a captured frame's key: it becomes one with the frame below, which waits for it. */
export const JOINS_CALLER = '^';

/**
 * What an activation that can be suspended comes back with when it is to become one with its caller's:
 * the caller waits for it directly, and is captured with this as the value.
 */
export class Joining {
  constructor(
    readonly callee: FrameRecord,
    /** The callee's place, as in a joined key. */
    readonly place: string,
  ) {}
}

/** The continuation of such an activation at a place: for its driver, a generator that has ended. */
export const joining =
  (place: string): Continuation =>
  (record) => {
    const ended = { done: true, value: new Joining(record, place) };
    const next = (): typeof ended => ended;
    return { next, throw: next, return: next };
  };

/** Of a frame that becomes part of another. */
export const NEVER: Continuation = () => {
  throw new Error('this frame has become part of its caller’s');
};
