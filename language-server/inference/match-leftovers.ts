import { assign, type Candidate } from './assignment.js';
import { calleeLabel } from './bag.js';
import { linkBelow } from './match-children.js';
import { HOW, isCallKind, isPointKind, isStatementKind, type Matching } from './matching.js';
import { KIND, type Tree } from './tree.js';

const MOVE_THRESHOLD = 0.62;
const MAX_PAIRS = 30_000;

/** Links statements that went elsewhere in the function, then calls that did. */
export function linkLeftovers(m: Matching): void {
  linkMoved(m, isStatementKind);
  linkMoved(m, isPointKind);
}

function linkMoved(m: Matching, isEligible: (kind: number) => boolean): void {
  const left = unlinked(m.a, m.toB, isEligible);
  const right = unlinked(m.b, m.toA, isEligible);
  if (left.length === 0 || right.length === 0) return;
  const candidates: Candidate[] = [];
  for (const [i, j] of plausible(m, left, right)) {
    const similarity = m.similarity(i, j);
    if (similarity < MOVE_THRESHOLD) continue;
    if (isCallKind(m.a.kinds[i] as number) && calleeLabel(m.a, i) !== calleeLabel(m.b, j)) continue;
    const size = Math.min(m.a.weights[i] as number, m.b.weights[j] as number);
    const score = similarity * (1 + Math.log2(1 + size) / 4) + nearness(m, i, j);
    candidates.push({ a: i, b: j, score });
  }
  for (const { a: i, b: j } of assign(candidates).sort((x, y) => x.a - y.a)) {
    if (!m.isFree(i, j)) continue;
    if (m.equal(i, j) && m.isWhollyFree(i, j)) m.linkSubtrees(i, j, HOW.equalMoved);
    else {
      m.link(i, j, HOW.moved, m.similarity(i, j));
      linkBelow(m, i);
    }
  }
}

function unlinked(
  tree: Tree,
  partner: Int32Array,
  isEligible: (kind: number) => boolean,
): number[] {
  const list: number[] = [];
  for (let i = 1; i < tree.size; i++) {
    if (partner[i] === -1 && isEligible(tree.kinds[i] as number)) list.push(i);
  }
  return list;
}

/** Pairs of one kind; of very many only the equal ones and those that call the same. */
function* plausible(m: Matching, left: number[], right: number[]): Generator<[number, number]> {
  const key = (tree: Tree, i: number): number =>
    left.length * right.length <= MAX_PAIRS
      ? (tree.kinds[i] as number)
      : headLabel(tree, i) * 256 + (tree.kinds[i] as number);
  const groups = new Map<number, number[]>();
  for (const j of right) {
    const group = groups.get(key(m.b, j));
    if (group === undefined) groups.set(key(m.b, j), [j]);
    else group.push(j);
  }
  let budget = MAX_PAIRS;
  for (const i of left) {
    for (const j of groups.get(key(m.a, i)) ?? []) {
      if (budget-- <= 0) return;
      yield [i, j];
    }
  }
}

/** The first label below a node: its callee, the name it declares or assigns. */
function headLabel(tree: Tree, i: number): number {
  if (isCallKind(tree.kinds[i] as number)) return calleeLabel(tree, i);
  for (let k = i + 1; k < (tree.ends[i] as number); k++) {
    if (tree.kinds[k] === KIND.identifier) return tree.labels[k] as number;
  }
  return 0;
}

/** How close the two places are: the nearest linked ancestors correspond, neighbours too. */
function nearness(m: Matching, i: number, j: number): number {
  let near = 0;
  const above = m.a.parents[i] as number;
  if (above >= 0 && m.toB[above] === m.b.parents[j]) near += 0.1;
  for (let up = above, steps = 0; up >= 0 && steps < 6; up = m.a.parents[up] as number, steps++) {
    const partner = m.toB[up] as number;
    if (partner < 0) continue;
    if (partner < j && j < (m.b.ends[partner] as number)) near += 0.1;
    break;
  }
  if (m.toB[i - 1] === j - 1 && i > 1) near += 0.05;
  return near;
}
