/** The transaction's slots in a thread's row of the shared table (the others are the transport's). */
export const SLOT = {
  /** What the thread is doing; see `STATE`. */
  state: 0,
  /** Counts the requests of all threads; in the main thread's row. */
  bell: 1,
  /** 1 from the order to capture frames until they are rebuilt. */
  rebuilding: 2,
  /** What has become of the commit that the thread was told to make; see `OUTCOME`. */
  outcome: 3,
} as const;

/** Values of `SLOT.state`. */
export const STATE = {
  running: 0,
  /** Stopped at an update point (or between two tasks) for the update that is under way. */
  parked: 1,
  /** Waits for code, or for an order how far to unwind, outside of an update. */
  asking: 2,
  /** Has come to an update point and reads its stack; it will be parked. */
  arriving: 3,
} as const;

/** Values of `SLOT.outcome`. */
export const OUTCOME = {
  pending: 0,
  /** Committed, and done with the update where it was told how to go on. */
  done: 1,
  /** Waits with more to be said: a failure, or instances of changed classes. */
  more: 2,
} as const;
