import { CONTAINER_KINDS } from './match-anchors.js';
import { childIndexes, HOW, type Matching } from './matching.js';
import { KIND, type Tree } from './tree.js';

/** What two statements have to weigh together that have no neighbours to be known by. */
const ENOUGH_WEIGHT = 8;

/**
 * Links statements that have lost the braces around them, or got some, before the lists are aligned: those
 * inside stand for themselves in the other list, where one of them may say the same as a statement that was
 * beside the braces all along.
 *
 * @param x the statements of a block of A
 * @param y those of its counterpart
 */
export function linkUnwrapped(m: Matching, x: readonly number[], y: readonly number[]): void {
  const same = (i: number, j: number): boolean => m.equal(i, j) || m.toB[i] === j;
  const canLink = (i: number, j: number): boolean =>
    m.toB[i] === j || (m.equal(i, j) && m.isWhollyFree(i, j));
  const link = (i: number, j: number): void => {
    if (m.toB[i] !== j) m.linkSubtrees(i, j, HOW.equalMoved);
  };
  x.forEach((i, place) => {
    if (m.toB[i] !== -1 || y.some((j) => m.equal(i, j))) return;
    for (const inside of contentsOf(m.a, i)) {
      const at = find(m.a, inside, { list: x, place }, y, canLink, same);
      if (at >= 0) inside.forEach((item, k) => link(item, y[at + k] as number));
    }
  });
  y.forEach((j, place) => {
    if (m.toA[j] !== -1 || x.some((i) => m.equal(i, j))) return;
    for (const inside of contentsOf(m.b, j)) {
      const [can, alike] = [turned(canLink), turned(same)];
      const at = find(m.b, inside, { list: y, place }, x, can, alike);
      if (at >= 0) inside.forEach((item, k) => link(x[at + k] as number, item));
    }
  });
}

type Test = (own: number, other: number) => boolean;

const turned =
  (test: Test): Test =>
  (own, other) =>
    test(other, own);

/** The statements of each block of a statement that holds some. */
function contentsOf(tree: Tree, i: number): number[][] {
  if (!CONTAINER_KINDS.has(tree.kinds[i] as number)) return [];
  if (tree.kinds[i] === KIND.block) return [childIndexes(tree, i)];
  return childIndexes(tree, i)
    .filter((c) => tree.kinds[c] === KIND.block)
    .map((c) => childIndexes(tree, c));
}

/** Where in `others` the statements stand one after the other; -1 where nothing tells between two places. */
function find(
  tree: Tree,
  inside: readonly number[],
  around: { list: readonly number[]; place: number },
  others: readonly number[],
  canLink: Test,
  same: Test,
): number {
  if (inside.length === 0) return -1;
  const weight = inside.reduce((sum, item) => sum + (tree.weights[item] as number), 0);
  const { list, place } = around;
  const isSame = (own: number | undefined, other: number | undefined): boolean =>
    own === undefined || other === undefined ? own === other : same(own, other);
  // What is beside the braces too may be what has stayed, with the braces and all in them gone.
  const hashes = new Set(inside.map((item) => tree.hashes[item]));
  const isTwice = list.some((item) => hashes.has(tree.hashes[item]));
  const least = isTwice ? 2 : weight >= ENOUGH_WEIGHT ? 0 : 1;
  let best = { at: -1, score: least - 1, isAlone: true };
  for (let at = 0; at + inside.length <= others.length; at += 1) {
    if (!inside.every((item, k) => canLink(item, others[at + k] as number))) continue;
    const before = isSame(list[place - 1], others[at - 1]);
    const behind = isSame(list[place + 1], others[at + inside.length]);
    const score = Number(before) + Number(behind);
    if (score > best.score) best = { at, score, isAlone: true };
    else if (score === best.score) best.isAlone = false;
  }
  return best.isAlone ? best.at : -1;
}
