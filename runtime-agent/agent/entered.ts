import { unpackRuns } from './runs.js';
import { readStack } from './stack.js';

/**
 * Whether the stack may have another call of the function that has just called `below`: one of the same name. Of one function there can be code in
 * several scripts, the module's and what updates have made, so it can be another function's too.
 */
export function isEnteredAgain(below: (...args: never[]) => unknown): boolean {
  const { sites, frames } = readStack(below);
  const [own, ...others] = unpackRuns(frames).map((index) => sites[index]);
  return others.some((site) => site?.name === own?.name);
}

/** Whether a call of this number is one to look at the stack at: a deep one takes milliseconds. */
export const isTurn = (calls: number): boolean => calls >= 32 && (calls & (calls - 1)) === 0;
