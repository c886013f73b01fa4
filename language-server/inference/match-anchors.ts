import { hasHead, headLikeness } from './heads.js';
import { HOW, isPointKind, isStatementKind, type Matching } from './matching.js';
import { KIND, type Tree } from './tree.js';

/** Smaller subtrees occur twice by chance. */
const ANCHOR_WEIGHT = 8;
const CONTAINER_THRESHOLD = 0.34;

/** Statements that hold statements. */
export const CONTAINER_KINDS = new Set<number>([
  KIND.loop,
  KIND.if,
  KIND.try,
  KIND.switch,
  KIND.case,
  KIND.labeled,
  KIND.catch,
  KIND.block,
  KIND.klass,
]);

function isUnit(tree: Tree, i: number): boolean {
  const kind = tree.kinds[i] as number;
  return isStatementKind(kind) || isPointKind(kind);
}

/** Links equal statements and calls that occur once on each side, the largest first. */
export function linkAnchors(m: Matching): void {
  const places = new Map<number, [number, number]>();
  const count = (tree: Tree, side: 0 | 1): void => {
    for (let i = 1; i < tree.size; i++) {
      if ((tree.weights[i] as number) < ANCHOR_WEIGHT || !isUnit(tree, i)) continue;
      const hash = tree.hashes[i] as number;
      const entry = places.get(hash) ?? [-1, -1];
      entry[side] = entry[side] === -1 ? i : -2;
      places.set(hash, entry);
    }
  };
  count(m.a, 0);
  count(m.b, 1);
  // In preorder a subtree comes before its parts, so the largest are linked first.
  for (let i = 1; i < m.a.size; i++) {
    if (m.toB[i] !== -1 || !isUnit(m.a, i)) continue;
    const entry = places.get(m.a.hashes[i] as number);
    if (entry === undefined || entry[0] !== i || entry[1] < 0) continue;
    if (m.isWhollyFree(i, entry[1])) m.linkSubtrees(i, entry[1], HOW.unique);
  }
}

/**
 * Links compound statements whose contents are mostly linked into one counterpart: GumTree's
 * bottom-up phase (Falleri et al., ASE 2014), with Dice's coefficient over linked descendants.
 */
export function linkContainers(m: Matching): void {
  for (let i = m.a.size - 1; i > 0; i--) {
    if (m.toB[i] !== -1 || !CONTAINER_KINDS.has(m.a.kinds[i] as number)) continue;
    const end = m.a.ends[i] as number;
    const found: { j: number; score: number; worth: number }[] = [];
    for (const [j, common] of votesOf(m, i)) {
      const sizes = end - i + ((m.b.ends[j] as number) - j) - 2;
      const sameLabel = m.a.labels[i] === m.b.labels[j];
      const score = (2 * common) / sizes + (sameLabel ? 0.05 : 0);
      const head = hasHead(m.a, i) ? headLikeness(m, i, j) : 0;
      if (score > CONTAINER_THRESHOLD) found.push({ j, score, worth: score + HEAD_WORTH * head });
    }
    found.sort((x, y) => y.worth - x.worth);
    const best = found.find(({ j }) => !isOuters(m, i, j));
    if (best) m.link(i, best.j, HOW.container, Math.min(1, best.score));
  }
}

const HEAD_WORTH = 0.4;
const HEAD_MARGIN = 0.2;

/**
 * Of statements inside one another that hold the same code, the outer one may be the counterpart:
 * `while (a) { while (b) … }` → `while (a) …`. What stands in their heads tells.
 */
function isOuters(m: Matching, i: number, j: number): boolean {
  if (!hasHead(m.a, i)) return false;
  const own = headLikeness(m, i, j);
  for (let up = m.a.parents[i] as number; up > 0; up = m.a.parents[up] as number) {
    if (m.toB[up] !== -1 || m.a.kinds[up] !== m.a.kinds[i]) continue;
    if (headLikeness(m, up, j) > own + HEAD_MARGIN) return true;
  }
  return false;
}

/** Unlinked nodes of B of the same kind, with how many linked descendants of `i` they contain. */
function votesOf(m: Matching, i: number): Map<number, number> {
  const votes = new Map<number, number>();
  const end = m.a.ends[i] as number;
  for (let k = i + 1; k < end; k++) {
    const partner = m.toB[k] as number;
    if (partner < 0) continue;
    for (let up = m.b.parents[partner] as number; up > 0; up = m.b.parents[up] as number) {
      if (m.toA[up] === -1 && m.b.kinds[up] === m.a.kinds[i]) {
        votes.set(up, (votes.get(up) ?? 0) + 1);
      }
    }
  }
  return votes;
}
