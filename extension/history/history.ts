import type { HistoryEntry } from '../../protocol/results.js';

/**
 * The hash of the version of a file that ran in a version of the program.
 *
 * @param current What runs of it now.
 */
export function hashAt(
  history: readonly HistoryEntry[],
  file: string,
  version: number,
  current: string | undefined,
): string | undefined {
  const changeIn = (entry: HistoryEntry) => entry.changes.find((change) => change.file === file);
  const before = history.filter((entry) => entry.version <= version).reverse();
  for (const entry of before) {
    const change = changeIn(entry);
    if (change) return change.to;
  }
  for (const entry of history.filter((one) => one.version > version)) {
    const change = changeIn(entry);
    if (change) return change.from;
  }
  return current;
}

/**
 * How many rollbacks lead to what ran in a version: each takes back the last update that has not been
 * taken back. `undefined` where none does, or it runs now.
 */
export function rollbacksTo(history: readonly HistoryEntry[], version: number): number | undefined {
  // The versions whose code is what the updates so far have built on, the last on top.
  const stack: number[][] = [];
  for (const { kind, version: number } of history) {
    if (kind !== 'rollback') stack.push([number]);
    else {
      stack.pop();
      stack.at(-1)?.push(number);
    }
  }
  const depth = stack.findIndex((versions) => versions.includes(version));
  const steps = stack.length - 1 - depth;
  return depth < 0 || steps === 0 ? undefined : steps;
}
