import type { ModuleHandle } from './module-handle.js';
import type { Thread } from './thread.js';

/** What a thread asks of whoever runs updates; every call blocks until it is answered. */
export interface Director {
  /** Whether a thread that is asked to stop has to do so at this update point. */
  isDue(): boolean;
  /** The thread has stopped at an update point; the answer is given by `aim`. */
  arrive(thread: Thread, late: boolean): void;
  /** Asks for a continuation to be installed. */
  needContinuation(thread: Thread, handle: ModuleHandle, fn: number, key: string): void;
  /** Asks for the newest code of a function to be installed. */
  needImplementation(thread: Thread, handle: ModuleHandle, fn: number): void;
  /** The frames that the last answer named are rebuilt. */
  rebuilt?(): void;
}

/** What a thread that stands still has. */
export interface Standing {
  /** Where activations wait, each place once. */
  suspended: { id: string; hash: string; fn: number; p: number }[];
  /** Module tops that wait at an `await`. */
  tops: { id: string; hash: string; key: string }[];
  /** How many versions of modules are loaded. */
  versions: number;
}
