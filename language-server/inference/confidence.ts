import { calleeLabel } from './bag.js';
import type { BodyMatch } from './body-match.js';
import { compareCallees } from './callees.js';
import { HOW, isCallKind, isStatementKind, type Matching } from './matching.js';
import { headLikeness } from './heads.js';
import { isFunction, type Syntax } from './syntax.js';
import { KIND, type Tree } from './tree.js';

export interface Judgement {
  confidence: number;
  reason: string;
}

/** How sure it is that a matched node and its partner are the same, and why. */
export function nodeConfidence(body: BodyMatch, i: number): Judgement {
  const m = body.matching;
  let { confidence, reason } = single(m, i);
  if (callsAnother(m, i)) {
    confidence = Math.min(confidence, 0.5);
    reason = 'calls something else now';
  } else if (isRespelt(m, i)) {
    confidence = Math.min(confidence, 0.85);
    reason = 'calls the same by another name';
  } else if (changesToCallback(m, i)) {
    confidence = Math.min(confidence, 0.5);
    reason = 'the same call, whose result goes to a callback in one version only';
  } else if (isCallKind(m.a.kinds[i] as number) && calleeIsLikely(body, i)) {
    confidence = Math.min(confidence, 0.85);
    reason = 'calls what seems to have been renamed';
  }
  if (isOtherLoop(m, i)) {
    confidence = Math.min(confidence, 0.9);
    reason = 'what seems to be the same loop, over something else';
  }
  if (isRenamedTwin(body, i)) {
    confidence = Math.min(confidence, 0.9);
    reason = 'one of several like calls, whose names have changed';
  }
  const statement = enclosingStatement(m.a, i);
  if (statement >= 0 && (m.toB[statement] as number) >= 0) {
    const around = single(m, statement);
    if (around.confidence < confidence) ({ confidence, reason } = around);
  }
  const hasRival = hasRivalAround(body, i);
  if (hasRival || isAmbiguous(m, statement >= 0 ? statement : i) || isAmbiguous(m, i)) {
    confidence = Math.min(confidence, 0.8);
    reason = 'one of several equal places';
  }
  return { confidence, reason };
}

const SAME_HEAD = 0.4;

/** Whether a matched loop shares little with its partner but what it holds. */
function isOtherLoop(m: Matching, i: number): boolean {
  if (m.a.kinds[i] !== KIND.loop) return false;
  return headLikeness(m, i, m.toB[i] as number) < SAME_HEAD;
}

/** Whether a matched call calls something else than its partner. */
export function callsAnother(m: Matching, i: number): boolean {
  return isCallKind(m.a.kinds[i] as number) && compareCallees(m, i) === 'another';
}

const isRespelt = (m: Matching, i: number): boolean =>
  isCallKind(m.a.kinds[i] as number) && compareCallees(m, i) === 'respelt';

/**
 * Whether the result of a matched call is its value in one version, and handed to a callback in the other:
 * the call under way does not know of the change, so what it gives would be lost, or read where there is nothing.
 */
function changesToCallback(m: Matching, i: number): boolean {
  const old = m.a.nodes[i];
  const now = m.b.nodes[m.toB[i] as number];
  if (old?.type !== 'CallExpression' || now?.type !== 'CallExpression') return false;
  const [before, after] = [resultWay(old), resultWay(now)];
  return before !== undefined && after !== undefined && before !== after;
}

/** How a call gives its result, where its form says. */
function resultWay(node: Syntax & { type: 'CallExpression' }): 'value' | 'callback' | undefined {
  const last = node.arguments.at(-1);
  const isUsed = node.parent?.type !== 'ExpressionStatement';
  if (last && isFunction(last)) return isUsed ? undefined : 'callback';
  return isUsed ? 'value' : undefined;
}

/**
 * Whether a changed call is one of several of the same callee, and names in it are the same only by the
 * renaming that such matches suggest: two that changed places would look alike.
 */
function isRenamedTwin(body: BodyMatch, i: number): boolean {
  const m = body.matching;
  const how = m.how[i];
  if (body.renames.size === 0 || how === HOW.unique || how === HOW.equalInPlace) return false;
  if (!isCallKind(m.a.kinds[i] as number)) return false;
  const callee = calleeLabel(m.a, i);
  const again = (j: number): boolean =>
    j !== i && isCallKind(m.a.kinds[j] as number) && calleeLabel(m.a, j) === callee;
  if (!m.a.nodes.some((_, j) => again(j))) return false;
  const end = m.a.ends[i] as number;
  for (let k = i + 1; k < end; k++) {
    const node = m.a.nodes[k];
    if (node?.type === 'Identifier' && body.renames.has(node.name)) return true;
  }
  return false;
}

/** Whether a call's callee is the same only by a renaming that its uses suggest. */
function calleeIsLikely(body: BodyMatch, i: number): boolean {
  if (body.likelyRenamed.size === 0) return false;
  const node = body.matching.a.nodes[i];
  if (node?.type !== 'CallExpression' && node?.type !== 'NewExpression') return false;
  const { callee } = node;
  if (callee.type === 'Identifier') return body.likelyRenamed.has(callee.name);
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  return body.likelyRenamed.has(`.${callee.property.name}`);
}

function single(m: Matching, i: number): Judgement {
  const likeness = m.likeness[i] as number;
  const percent = `${Math.round(likeness * 100)} % alike`;
  switch (m.how[i]) {
    case HOW.root:
      return { confidence: 1, reason: 'the function itself' };
    case HOW.unique:
      return { confidence: 0.99, reason: 'the same code, found once' };
    case HOW.equalInPlace:
      return { confidence: 0.98, reason: 'the same code at the same place' };
    case HOW.inPlace:
      return { confidence: 0.75 + 0.23 * likeness, reason: `at the same place, ${percent}` };
    case HOW.container:
      return { confidence: 0.8 + 0.18 * likeness, reason: 'holds the same code' };
    case HOW.equalMoved:
      return { confidence: 0.88, reason: 'the same code elsewhere' };
    default:
      return { confidence: 0.5 + 0.35 * likeness, reason: `elsewhere, ${percent}` };
  }
}

/** Whether code stands in a statement that may as well have gone to another function, or come from one. */
export function hasRivalAround({ matching: { a }, rivals }: BodyMatch, i: number): boolean {
  if (rivals.size === 0) return false;
  for (let at = i; at > 0; at = a.parents[at] as number) if (rivals.has(at)) return true;
  return false;
}

export function enclosingStatement(tree: Tree, i: number): number {
  for (let at = i; at > 0; at = tree.parents[at] as number) {
    if (isStatementKind(tree.kinds[at] as number)) return at;
  }
  return -1;
}

const counts = new WeakMap<Matching, [Map<number, number>, Map<number, number>]>();

function countHashes(tree: Tree): Map<number, number> {
  const found = new Map<number, number>();
  for (const hash of tree.hashes) found.set(hash, (found.get(hash) ?? 0) + 1);
  return found;
}

/** Equal code that occurs more often on one side, unless its neighbours fix the place. */
function isAmbiguous(m: Matching, i: number): boolean {
  let pair = counts.get(m);
  if (pair === undefined) {
    pair = [countHashes(m.a), countHashes(m.b)];
    counts.set(m, pair);
  }
  const j = m.toB[i] as number;
  if (j < 0 || m.a.hashes[i] !== m.b.hashes[j]) return false;
  const hash = m.a.hashes[i] as number;
  if (pair[0].get(hash) === pair[1].get(hash)) return false;
  return !neighboursAgree(m, i, j);
}

/** Whether the statement around a node stands between the same neighbours as before. */
export function isFixedInPlace(m: Matching, i: number): boolean {
  const statement = enclosingStatement(m.a, i);
  const partner = statement < 0 ? -1 : (m.toB[statement] as number);
  return partner >= 0 && neighboursAgree(m, statement, partner);
}

function neighboursAgree(m: Matching, i: number, j: number): boolean {
  if (m.toB[m.a.parents[i] as number] !== m.b.parents[j]) return false;
  const nextA = siblingAfter(m.a, i);
  const nextB = siblingAfter(m.b, j);
  const beforeA = siblingBefore(m.a, i);
  const beforeB = siblingBefore(m.b, j);
  const agree = (x: number, y: number): boolean => (x < 0 ? y < 0 : y >= 0 && m.toB[x] === y);
  return agree(nextA, nextB) && agree(beforeA, beforeB);
}

function siblingAfter(tree: Tree, i: number): number {
  const next = tree.ends[i] as number;
  return next < tree.size && tree.parents[next] === tree.parents[i] ? next : -1;
}

function siblingBefore(tree: Tree, i: number): number {
  const parent = tree.parents[i] as number;
  let before = -1;
  for (let c = parent + 1; c < i; c = tree.ends[c] as number) before = c;
  return before;
}
