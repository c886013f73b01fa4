import { calleeLabel } from './bag.js';
import { childIndexes, HOW, isCallKind, isStatementKind, type Matching } from './matching.js';
import { align } from './sequence.js';
import { KIND, roleId, type Tree } from './tree.js';
import { linkUnwrapped } from './unwrapped.js';

const STATEMENT_THRESHOLD = 0.42;
const EXPRESSION_THRESHOLD = 0.34;
/** A statement that stands alone between linked neighbours may have changed this much. */
const REPLACED_THRESHOLD = 0.2;

/** Links what corresponds below every linked pair from `top` downwards. */
export function linkBelow(m: Matching, top: number): void {
  const end = m.a.ends[top] as number;
  for (let i = top; i < end; i++) {
    const j = m.toB[i] as number;
    if (j >= 0) linkChildren(m, i, j);
  }
}

/** Links the children of one linked pair, property by property. */
export function linkChildren(m: Matching, i: number, j: number): void {
  const left = childIndexes(m.a, i);
  if (!left.some((c) => m.toB[c] === -1)) return;
  const right = childIndexes(m.b, j);
  if (m.a.kinds[i] === KIND.if) linkSwappedBranches(m, left, right);
  for (const role of new Set(left.map((c) => m.a.roles[c]))) {
    const x = left.filter((c) => m.a.roles[c] === role);
    const y = right.filter((c) => m.b.roles[c] === role);
    if (y.length === 0) continue;
    const isSingle = x.length === 1 && y.length === 1 && !isListParent(m.a.kinds[i] as number);
    if (isSingle) linkInPlace(m, x[0] as number, y[0] as number);
    else linkSequence(m, x, y);
  }
}

const isListParent = (kind: number): boolean => kind === KIND.block || kind === KIND.case;

const TEST = roleId('test');
const SWAP_MARGIN = 0.3;

/** `if (c) A else B` → `if (!c) B else A`. */
function linkSwappedBranches(m: Matching, left: number[], right: number[]): void {
  const [test, yes, no] = left;
  const [newTest, newYes, newNo] = right;
  if (test === undefined || yes === undefined || newTest === undefined || newYes === undefined)
    return;
  if (m.a.roles[test] !== TEST || m.b.roles[newTest] !== TEST) return;
  const isNegated = isNegation(m.a, test, m.b, newTest) || isNegation(m.b, newTest, m.a, test);
  const likeness = (i: number | undefined, j: number | undefined): number =>
    i === undefined || j === undefined ? 0 : m.similarity(i, j);
  const crossed = likeness(yes, newNo) + likeness(no, newYes);
  const straight = likeness(yes, newYes) + likeness(no, newNo);
  if (!isNegated && crossed < straight + SWAP_MARGIN) return;
  if (newNo !== undefined) linkInPlace(m, yes, newNo);
  if (no !== undefined) linkInPlace(m, no, newYes);
}

/** Whether one condition is the other with `!` in front. */
function isNegation(tree: Tree, test: number, other: Tree, negated: number): boolean {
  const node = other.nodes[negated];
  if (node?.type !== 'UnaryExpression' || node.operator !== '!') return false;
  return other.hashes[negated + 1] === tree.hashes[test];
}

/** Two nodes in the same property of linked parents: the same thing, or one inside the other. */
export function linkInPlace(m: Matching, i: number, j: number): void {
  if (!m.isFree(i, j)) return;
  if (m.equal(i, j)) {
    m.linkSubtrees(i, j, HOW.equalInPlace);
    return;
  }
  if (linkWrapped(m, i, j)) return;
  if (!m.sameKind(i, j)) return;
  m.link(i, j, HOW.inPlace, m.similarity(i, j));
}

/** `f(x)` → `g(f(x))` or `await f(x)` and back: the old expression is inside the new one. */
function linkWrapped(m: Matching, i: number, j: number): boolean {
  if (isStatementKind(m.a.kinds[i] as number) || m.a.kinds[i] === KIND.block) return false;
  const inB = wrappedIn(m.a, i, m.b, j, (k) => m.toA[k] === -1);
  if (inB >= 0) {
    linkEqualOrChanged(m, i, inB);
    return true;
  }
  const inA = wrappedIn(m.b, j, m.a, i, (k) => m.toB[k] === -1);
  if (inA >= 0) {
    linkEqualOrChanged(m, inA, j);
    return true;
  }
  return false;
}

function linkEqualOrChanged(m: Matching, i: number, j: number): void {
  if (m.equal(i, j)) m.linkSubtrees(i, j, HOW.equalInPlace);
  else m.link(i, j, HOW.inPlace, m.similarity(i, j));
}

/** The node below `within` that is `node` again: equal, or a call of the same name; or -1. */
function wrappedIn(
  tree: Tree,
  node: number,
  other: Tree,
  within: number,
  isFree: (k: number) => boolean,
): number {
  const kind = tree.kinds[node] as number;
  const hash = tree.hashes[node] as number;
  const isCall = isCallKind(kind);
  const callee = isCall ? calleeLabel(tree, node) : 0;
  if (
    isCall &&
    callee !== 0 &&
    other.kinds[within] === kind &&
    calleeLabel(other, within) === callee
  ) {
    return -1;
  }
  let sameCallee = -1;
  const end = other.ends[within] as number;
  for (let k = within + 1; k < end; k++) {
    if (other.kinds[k] !== kind || !isFree(k)) continue;
    if (other.hashes[k] === hash) return k;
    if (isCall && callee !== 0 && sameCallee < 0 && calleeLabel(other, k) === callee)
      sameCallee = k;
  }
  return sameCallee;
}

/** Aligns two lists of children; what keeps its neighbours keeps its place though it changed. */
export function linkSequence(m: Matching, x: number[], y: number[]): void {
  linkUnwrapped(m, x, y);
  const inX = new Set(x.filter((i) => m.toB[i] === -1).map((i) => m.a.hashes[i] as number));
  const inY = new Set(y.filter((j) => m.toA[j] === -1).map((j) => m.b.hashes[j] as number));
  // What still exists unchanged in the list was not changed into something else.
  const persists = (i: number, j: number): boolean =>
    inY.has(m.a.hashes[i] as number) || inX.has(m.b.hashes[j] as number);
  const pairs = align(
    x.length,
    y.length,
    (p) => m.a.hashes[x[p] as number] as number,
    (q) => m.b.hashes[y[q] as number] as number,
    (p, q) => worth(m, x[p] as number, y[q] as number, persists),
  );
  for (const [p, q] of pairs) {
    const i = x[p] as number;
    const j = y[q] as number;
    if (m.isFree(i, j)) linkInPlace(m, i, j);
  }
  fillGaps(m, x, y);
  linkMoved(m, x, y);
}

/**
 * Links a `break` or the like that has changed places with others of its list: the only one left there that
 * says this. It is no sort of statement that is looked for elsewhere.
 */
function linkMoved(m: Matching, x: readonly number[], y: readonly number[]): void {
  const left = x.filter((i) => m.toB[i] === -1 && isJump(m.a, i));
  for (const i of left) {
    const places = y.filter((j) => m.equal(i, j) && m.isWhollyFree(i, j));
    const [j] = places;
    if (places.length !== 1 || j === undefined) continue;
    if (!left.some((k) => k !== i && m.equal(k, j))) m.linkSubtrees(i, j, HOW.equalMoved);
  }
}

const isJump = ({ nodes }: Tree, i: number): boolean =>
  /^(Break|Continue|Debugger)Statement$/.test(nodes[i]?.type ?? '');

function worth(
  m: Matching,
  i: number,
  j: number,
  persists: (i: number, j: number) => boolean,
): number {
  if (m.toB[i] === j) return 3;
  if (!m.isFree(i, j)) return 0;
  if (m.equal(i, j)) return 1 + Math.min(30, m.a.weights[i] as number) / 60;
  if (persists(i, j)) return 0;
  const similarity = m.similarity(i, j);
  const isStatement = isStatementKind(m.a.kinds[i] as number);
  return similarity >= (isStatement ? STATEMENT_THRESHOLD : EXPRESSION_THRESHOLD) ? similarity : 0;
}

/**
 * Links what stands between the same linked neighbours: expressions (all renamed parameters, say) in
 * order, but a statement only when it stands alone and is not altogether different.
 */
function fillGap(m: Matching, left: number[], right: number[]): void {
  left.forEach((i, place) => {
    const j = right[place] as number;
    if (!isStatementKind(m.a.kinds[i] as number)) linkInPlace(m, i, j);
    else if (left.length === 1 && m.similarity(i, j) >= REPLACED_THRESHOLD) linkInPlace(m, i, j);
  });
}

function fillGaps(m: Matching, x: number[], y: number[]): void {
  const placeInY = new Map(y.map((c, index) => [c, index]));
  let p = 0;
  let q = 0;
  while (p < x.length && q < y.length) {
    const gapA = takeGap(x, p, (c) => m.toB[c] === -1);
    const gapB = takeGap(y, q, (c) => m.toA[c] === -1);
    if (gapA.length === gapB.length) fillGap(m, gapA, gapB);
    p += gapA.length;
    q += gapB.length;
    if (p >= x.length || q >= y.length) return;
    // Go on behind the next pair that is linked with each other; skip elements linked elsewhere.
    const at = placeInY.get(m.toB[x[p] as number] as number) ?? -1;
    p++;
    if (at >= q) q = at + 1;
  }
}

function takeGap(list: number[], from: number, isFree: (c: number) => boolean): number[] {
  let to = from;
  while (to < list.length && isFree(list[to] as number)) to++;
  return list.slice(from, to);
}
