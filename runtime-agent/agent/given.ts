import type { Callable } from './module-handle.js';
import { DEFAULTED } from './unwind.js';

/** The function that a sloppy function's `arguments` names. */
export const calleeOf = (args: ArrayLike<unknown>): unknown =>
  isArray(args) ? undefined : getOwnPropertyDescriptor(args, 'callee')?.value;

/** The program may replace these. */
const { isArray } = Array;
const { getOwnPropertyDescriptor } = Object;

/** Without what stands for a default that was not evaluated. */
export const valueOf = (arg: unknown): unknown => (arg === DEFAULTED ? undefined : arg);

const isAbsent = (value: unknown): boolean => value === undefined || value === DEFAULTED;

/** Without what stands for a default that was not evaluated at the end of a list. */
export function countGiven(args: ArrayLike<unknown>): number {
  const { length } = args;
  // An index of -1 takes V8 a hundred times as long as others.
  return length > 0 && isArray(args) && isAbsent(args[length - 1]) ? length - 1 : length;
}

/** The arguments as they were given: without defaults that were not evaluated, or unused extras. */
export function given(args: ArrayLike<unknown>): unknown[] {
  const count = countGiven(args);
  // A list that is written down is no longer than it has to be.
  switch (count) {
    case 0:
      return [];
    case 1:
      return [valueOf(args[0])];
    case 2:
      return [valueOf(args[0]), valueOf(args[1])];
    case 3:
      return [valueOf(args[0]), valueOf(args[1]), valueOf(args[2])];
  }
  // Without methods or iterators, which the program may have replaced.
  const list: unknown[] = [];
  for (let at = 0; at < count; at += 1) list[at] = valueOf(args[at]);
  return list;
}

const { apply } = Reflect;

/** Calls a function's newest code; V8 makes no list of those that are written down here. */
export function perform(code: Callable, receiver: unknown, args: ArrayLike<unknown>): unknown {
  switch (countGiven(args)) {
    case 0:
      return apply(code, receiver, []);
    case 1:
      return apply(code, receiver, [valueOf(args[0])]);
    case 2:
      return apply(code, receiver, [valueOf(args[0]), valueOf(args[1])]);
    case 3:
      return apply(code, receiver, [valueOf(args[0]), valueOf(args[1]), valueOf(args[2])]);
    default:
      return apply(code, receiver, given(args));
  }
}
