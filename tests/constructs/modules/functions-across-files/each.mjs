import { step } from './step.mjs';
export function each(list, f) {
  let last;
  for (const x of list) last = step(() => f(x));
  return last;
}
