import type { Continuation, FrameRecord } from './records.js';

/**
 * The callback of a `forEach` that has become a loop of its caller: its activation has come back to
 * `forEach`, which has nothing more to do; the caller goes on with it where it stood.
 */
export interface Parted {
  callee: FrameRecord;
  /** The callee's place, as in a joined key. */
  place: string;
}

/** The continuation of such a callback at a place. */
export const parting =
  (place: string, part: (parted: Parted) => void): Continuation =>
  (record) => {
    part({ callee: { ...record, i: Infinity }, place });
  };
