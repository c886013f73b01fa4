/** Pairs: what the names of a version's flags begin with, and the function's index in it. */
export type FunctionsSought = (readonly [flags: string, fn: number])[];

const textOf = Function.prototype.toString;

/**
 * Which of some functions exist among a thread's function objects. A function's instrumented text
 * has its own flag in front of those of the functions inside it.
 *
 * @returns indices into `sought`
 */
export function existingFunctions(functions: readonly object[], sought: FunctionsSought): number[] {
  const byFlags = new Map<string, Map<number, number>>();
  sought.forEach(([flags, fn], index) => {
    const known = byFlags.get(flags);
    if (known) known.set(fn, index);
    else byFlags.set(flags, new Map([[fn, index]]));
  });
  const found = new Set<number>();
  for (const candidate of functions) {
    if (typeof candidate !== 'function') continue;
    const text = textOf.call(candidate);
    for (const [flags, indices] of byFlags) {
      const at = text.indexOf(flags);
      if (at < 0) continue;
      const index = indices.get(Number.parseInt(text.slice(at + flags.length), 10));
      if (index !== undefined) found.add(index);
    }
  }
  return [...found];
}
