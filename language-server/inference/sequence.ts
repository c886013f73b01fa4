/** Pairs of positions that an alignment brings together, in increasing order on both sides. */
export type Aligned = [number, number][];

const MAX_CELLS = 60_000;

/**
 * Aligns two sequences so that order is kept and the sum of scores is greatest (Needleman & Wunsch
 * 1970, without gap costs). A pair whose score is 0 or less is never aligned. Long sequences are cut
 * at elements with equal keys that occur once on each side (patience diff) before they are aligned.
 *
 * @param keyA hash of an element: equal keys mean equal elements
 * @param score worth of pairing element i with element j
 */
export function align(
  lengthA: number,
  lengthB: number,
  keyA: (i: number) => number,
  keyB: (j: number) => number,
  score: (i: number, j: number) => number,
): Aligned {
  const result: Aligned = [];
  const solve = (a0: number, a1: number, b0: number, b1: number, cut: boolean): void => {
    if (a0 >= a1 || b0 >= b1) return;
    if ((a1 - a0) * (b1 - b0) <= MAX_CELLS) {
      for (const pair of table(a0, a1, b0, b1, score)) result.push(pair);
      return;
    }
    const anchors = cut ? uniqueInOrder(a0, a1, b0, b1, keyA, keyB) : [];
    if (anchors.length === 0) {
      halve(a0, a1, b0, b1);
      return;
    }
    let a = a0;
    let b = b0;
    for (const [i, j] of anchors) {
      solve(a, i, b, j, true);
      result.push([i, j]);
      a = i + 1;
      b = j + 1;
    }
    solve(a, a1, b, b1, true);
  };
  // Nothing to hold on to in a very long stretch: proportional pieces bound the work.
  const halve = (a0: number, a1: number, b0: number, b1: number): void => {
    const a = (a0 + a1) >> 1;
    const b = (b0 + b1) >> 1;
    if (a === a0 || b === b0) {
      for (let i = a0, j = b0; i < a1 && j < b1; i++, j++) {
        if (score(i, j) > 0) result.push([i, j]);
      }
      return;
    }
    solve(a0, a, b0, b, false);
    solve(a, a1, b, b1, false);
  };
  solve(0, lengthA, 0, lengthB, true);
  return result;
}

function table(
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  score: (i: number, j: number) => number,
): Aligned {
  const rows = a1 - a0;
  const columns = b1 - b0;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const worth = new Float64Array(rows * columns);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const s = score(a0 + i, b0 + j);
      worth[i * columns + j] = s;
      const skip = Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
      const take = s > 0 ? (best[(i + 1) * width + j + 1] as number) + s : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const pairs: Aligned = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    const here = best[i * width + j] as number;
    const s = worth[i * columns + j] as number;
    if (s > 0 && here === (best[(i + 1) * width + j + 1] as number) + s) {
      pairs.push([a0 + i, b0 + j]);
      i++;
      j++;
    } else if (here === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return pairs;
}

/** Elements that occur once on each side, thinned to the longest run in the same order. */
function uniqueInOrder(
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  keyA: (i: number) => number,
  keyB: (j: number) => number,
): Aligned {
  const once = (from: number, to: number, key: (i: number) => number): Map<number, number> => {
    const places = new Map<number, number>();
    for (let i = from; i < to; i++) places.set(key(i), places.has(key(i)) ? -1 : i);
    return places;
  };
  const inB = once(b0, b1, keyB);
  const pairs: Aligned = [];
  for (const [key, i] of once(a0, a1, keyA)) {
    const j = inB.get(key);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  pairs.sort((x, y) => x[0] - y[0]);
  return longestIncreasing(pairs);
}

/** Longest subsequence whose second members increase (patience sorting, O(n log n)). */
export function longestIncreasing(pairs: Aligned): Aligned {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, j], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] as number] as [number, number])[1] < j) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = tails[low - 1] as number;
    tails[low] = index;
  });
  const chain: Aligned = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] as number) {
    chain.push(pairs[at] as [number, number]);
  }
  return chain.reverse();
}
