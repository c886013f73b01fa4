import { flagsLevel, slotIndex, transportSlots } from '../coordinator/thread-rows.js';
import { preload } from './preload.js';

/**
 * What V8 inlines is bounded by the length of the bytecode, which instrumentation adds to: the bounds
 * grow by as much. The flags are the whole process's, and read at each optimisation: what is optimised
 * before keeps the old bounds for good, so they have to be set before code of the program gets hot.
 *
 * Other flags make V8 refuse all code that was kept under the ones before, that of Node's own modules
 * too, which it then compiles from their text: so they are set no earlier than when the first module of
 * the program runs, and what that is going to need of Node is loaded before.
 *
 * @param rows The program's shared table, by which all threads know of it.
 * @param file The module that is about to run; none where the calling thread is not the program's.
 */
export function widenInlining(rows: Int32Array, file?: string): void {
  const widened = slotIndex(0, transportSlots.widened);
  if (Atomics.compareExchange(rows, widened, 0, 1) !== 0) return;
  if (file !== undefined) preload(file);
  setBounds(flagsLevel(rows));
}

/** The same once functions can be outdated: what is called then is their old code, a function that passes the call on, and their newest code. */
export function widenForOutdated(rows: Int32Array): void {
  const widened = slotIndex(0, transportSlots.widened);
  if (Atomics.exchange(rows, widened, OUTDATED) !== OUTDATED) setBounds(OUTDATED);
}

const OUTDATED = 2;

/**
 * Called when a thread has started that may have done so while the flags were being set: V8 may have kept a hash of some of
 * them then, by which code that is kept is refused. To set one makes it forget that.
 */
export function confirmFlags(rows: Int32Array): void {
  const level = flagsLevel(rows);
  if (level > 0) setBounds(level);
}

function setBounds(level: number): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  // An outdated getter, or what passes a call on, is longer than 60, as a small function's bytecode is.
  const bounds = ['-cumulative=3600', '=920', level === OUTDATED ? '-small=100' : '-small=60'];
  const hasMaglev = Number(process.versions.v8.split('.')[0]) >= 12;
  for (const bound of bounds) {
    setFlagsFromString(`--max-inlined-bytecode-size${bound}`);
    if (hasMaglev) setFlagsFromString(`--max-maglev-inlined-bytecode-size${bound}`);
  }
}
