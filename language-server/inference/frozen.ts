import { sharedEnds, type SharedEnds } from '../../program-model/model/shared-ends.js';
import type { SourceModel } from '../../program-model/model/types.js';

/** Text at the beginning and the end of a file that both of its versions share. */
export interface FrozenText {
  /** A label that is equal on both sides for equal places in shared text; undefined elsewhere. */
  anchorOf(start: number, end: number): string | undefined;
}

export const NOTHING_FROZEN: FrozenText = { anchorOf: () => undefined };

const NOTHING_SHARED: SharedEnds = { prefix: 0, suffix: 0 };

export function frozenSide(length: number, ends: SharedEnds): FrozenText {
  const from = length - ends.suffix;
  return {
    anchorOf(start, end) {
      if (end <= ends.prefix) return `<${start}-${end}`;
      if (start >= from) return `>${length - start}-${length - end}`;
      return undefined;
    },
  };
}

/** Pairs of functions that lie in shared text, by index. */
export type FrozenPairs = { old: number; now: number }[];

const bareSegments = (path: string): string =>
  path.includes('$') ? path.replace(/\$\d+/g, '') : path;

/**
 * The functions whose whole text is shared. Where going by text would give a function the
 * counterpart of another that still exists under its own path, nothing counts as shared (the
 * ends returned are then empty), and the functions have to be compared one by one.
 */
export function freezeFunctions(
  old: SourceModel,
  now: SourceModel,
): { ends: SharedEnds; pairs: FrozenPairs } {
  const ends = sharedEnds(old.text, now.text);
  const place = (start: number, end: number): number => start * 0x4000000 + end;
  const there = new Map<number, number>();
  for (const fn of now.functions) there.set(place(fn.start, fn.end), fn.index);
  const shift = now.text.length - old.text.length;
  const pairs: FrozenPairs = [];
  const pathsOf = (side: SourceModel): Set<string> =>
    new Set(side.functions.map((fn) => bareSegments(fn.path)));
  // Nearly always every function has kept its path.
  let oldPaths: Set<string> | undefined;
  let nowPaths: Set<string> | undefined;
  for (const fn of old.functions) {
    if (fn.index === 0) continue;
    const inPrefix = fn.end <= ends.prefix;
    if (!inPrefix && fn.start < old.text.length - ends.suffix) continue;
    const delta = inPrefix ? 0 : shift;
    const other = now.functions[there.get(place(fn.start + delta, fn.end + delta)) ?? -1];
    if (other === undefined || other.kind !== fn.kind) return { ends: NOTHING_SHARED, pairs: [] };
    const isSame = fn.path === other.path;
    const from = isSame ? '' : bareSegments(fn.path);
    const to = isSame ? '' : bareSegments(other.path);
    if (from !== to) {
      nowPaths ??= pathsOf(now);
      oldPaths ??= pathsOf(old);
      if (nowPaths.has(from) || oldPaths.has(to)) return { ends: NOTHING_SHARED, pairs: [] };
    }
    pairs.push({ old: fn.index, now: other.index });
  }
  return { ends, pairs };
}
