/**
 * The value that is thrown to take a stack apart. While `on` is set, every handler it meets belongs
 * to a frame that hands itself over, and no `finally` block of the program may run.
 */
export interface Unwind {
  on: boolean;
}

export const UNWIND: Unwind = { on: false };

/** A parameter's default that an outdated function did not evaluate. */
export const DEFAULTED = Symbol('restitch.defaulted');

/** The value of a variable whose declaration has not run (its temporal dead zone). */
export const DEAD = Symbol('restitch.dead');
