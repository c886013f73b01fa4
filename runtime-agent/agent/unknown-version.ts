/** Code was made for a version of a module that the thread has not got yet, or not any more. */
export class UnknownVersion extends Error {}

const cell = new Int32Array(new SharedArrayBuffer(4));
/** The program may wrap it, and so does the director. */
const nativeWait = Atomics.wait.bind(Atomics);

/** Gives an update a millisecond to come further. */
export function letUpdateGoOn(): void {
  nativeWait(cell, 0, 0, 1);
}
