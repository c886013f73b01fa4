/** The transaction's slots in a thread's row of the shared table (the others are the transport's). */
export const SLOT = {
  /** What the thread is doing; see `STATE`. */
  state: 0,
  /** Counts the requests of all threads; in the main thread's row. */
  bell: 1,
  /** 1 from the order to capture frames until they are rebuilt. */
  rebuilding: 2,
} as const;

/** Values of `SLOT.state`. */
export const STATE = {
  running: 0,
  /** Stopped at an update point (or between two tasks) for the update that is under way. */
  parked: 1,
  /** Waits for code, or for an order how far to unwind, outside of an update. */
  asking: 2,
} as const;
