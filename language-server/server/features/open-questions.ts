import type { ModulePlan } from '../../../protocol/plan.js';

/** Whether an entry of a plan waits for an answer. */
const isOpen = (entry: { asks: boolean; override?: unknown }): boolean =>
  entry.asks && entry.override === undefined;

/**
 * How many questions a module's plan leaves open, each once, by the function that it is about: the same
 * that the review asks. A doubtful pair of functions is a question only where an activation stands in it.
 * @returns By label; of an activation or a pair, that of the old function, of a variable, that of the new one.
 */
export function openQuestions({
  functions,
  points,
  variables,
}: Pick<ModulePlan, 'functions' | 'points' | 'variables'>): Map<string, number> {
  const active = new Set(points.map(({ from }) => from.function));
  const asked = new Map<string, string>();
  for (const entry of functions) {
    const { old, now } = entry;
    if (isOpen(entry) && old !== undefined && now !== undefined && active.has(old)) {
      asked.set(JSON.stringify(['function', old]), old);
    }
  }
  for (const entry of points.filter(isOpen)) {
    const { function: fn, at } = entry.from;
    asked.set(JSON.stringify(['point', fn, at]), fn);
  }
  for (const entry of variables.filter(isOpen)) {
    asked.set(JSON.stringify(['variable', entry.function, entry.name]), entry.function);
  }
  const counts = new Map<string, number>();
  for (const label of asked.values()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
