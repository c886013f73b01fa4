// The table that all threads of a program share: one row of 32-bit integers for each thread.

/** Rows in the table: the most threads that a program can have at a time and be updated. */
export const rowCount = 256;

/** Integers in a row. */
export const rowLength = 16;

/** Slots of a row that belong to the transport; all others are the transaction's. */
export const transportSlots = {
  /** In the main thread's row: which of its flags V8 has been given, see {@link flagsLevel}. */
  widened: 10,
  /**
   * In the main thread's row: the number of the debugger on whose behalf an expression is evaluated that may take
   * any time; negative when it is being ended, 0 when there is none.
   */
  evaluating: 11,
  /** In the main thread's row: set when the process is about to exit. */
  exiting: 12,
  /** In the main thread's row: 1 while the coordinator has inspector sessions open. */
  sessions: 13,
  /** Number of the last evaluation that was given up: it must not run when it gets through late. */
  cancelled: 14,
  /** `threadId + 1` of the thread that has the row; 0 when it is free. */
  owner: 15,
} as const;

/** Integers behind the rows for what workers have loaded (see worker-files.ts); untouched, they cost nothing. */
export const logLength = 1 << 16;

/** A table, all rows free. */
export function createRows(): Int32Array {
  const length = rowCount * rowLength + logLength;
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

/** Index in the table of a slot in a row. */
export function slotIndex(row: number, slot: number): number {
  return row * rowLength + slot;
}

/**
 * How far V8's flags have been changed (see inlining.ts), by whichever thread: 0 where they are those that the process
 * began with, 1 for instrumented code, 2 since code may be outdated.
 */
export const flagsLevel = (rows: Int32Array): number =>
  Atomics.load(rows, slotIndex(0, transportSlots.widened));

/**
 * Takes a row for a thread: the one with its `threadId` as number where that is free.
 * @returns `undefined` when every row is taken.
 */
export function claimRow(rows: Int32Array, threadId: number): number | undefined {
  for (let i = 0; i < rowCount; i++) {
    const row = (threadId + i) % rowCount;
    const owner = slotIndex(row, transportSlots.owner);
    if (Atomics.compareExchange(rows, owner, 0, threadId + 1) === 0) return row;
  }
  return undefined;
}

/** Frees the row of a thread that has ended. */
export function releaseRow(rows: Int32Array, row: number): void {
  rows.fill(0, slotIndex(row, 0), slotIndex(row, transportSlots.owner));
  Atomics.store(rows, slotIndex(row, transportSlots.owner), 0);
}

/** The rows that are taken, with their threads. */
export function claimedRows(rows: Int32Array): { row: number; threadId: number }[] {
  const claimed: { row: number; threadId: number }[] = [];
  for (let row = 0; row < rowCount; row++) {
    const owner = Atomics.load(rows, slotIndex(row, transportSlots.owner));
    if (owner !== 0) claimed.push({ row, threadId: owner - 1 });
  }
  return claimed;
}
