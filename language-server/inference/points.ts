import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, PointKind } from '../../program-model/model/types.js';
import type { BodyMatch } from './body-match.js';
import { callsAnother, nodeConfidence } from './confidence.js';
import { behind, following, listedStatement, type Gap } from './point-places.js';
import { HOW } from './matching.js';
import { bodyOf } from './match-trees.js';
import { KIND, type Tree } from './tree.js';
import type { PointMatch } from './types.js';

/** Finds a point by key. */
export function findPoint(fn: FunctionModel, point: string | Point): Point | undefined {
  if (typeof point !== 'string') return point;
  let found: Point | undefined;
  for (const p of fn.points) {
    if (p.key === point && (found === undefined || p.end > found.end)) found = p;
  }
  return found;
}

export function pointAt(fn: FunctionModel, kind: PointKind, node: Node): Point | undefined {
  return fn.points.find((p) => p.kind === kind && p.node === node);
}

export function lost(reason: string): PointMatch {
  return { fn: -1, key: undefined, how: 'lost', confidence: 1, reason };
}

/** Maps a point between two matched bodies. */
export function mapPointInBody(
  body: BodyMatch,
  point: Point,
  functionConfidence: number,
): PointMatch {
  const { now, matching: m } = body;
  const i = point.kind === 'entry' ? 0 : body.indexOf(point.node);
  if (i === undefined) return lost('the point does not belong to this function');
  const j = m.toB[i] as number;
  const partner = j < 0 ? undefined : (m.b.nodes[j] ?? undefined);
  if (partner === undefined) return guess(body, i, point.kind, functionConfidence);
  const target = pointAt(now, point.kind, partner) ?? atWrapper(body, point.kind, j);
  if (target === undefined && point.kind !== 'after')
    return guess(body, i, point.kind, functionConfidence);
  const { confidence, reason } = nodeConfidence(body, i);
  // A statement that no frame can stand behind any more: the place behind it has another name.
  const gap = target === undefined ? behind(m.b, listedStatement(m.b, j)) : undefined;
  const named = gap === undefined ? partner : gapNode(body, gap);
  const movedAway = m.how[i] === HOW.equalMoved || m.how[i] === HOW.moved;
  return {
    fn: now.index,
    key: target?.key ?? `${gap?.side ?? point.kind}@${named.start}`,
    node: named,
    ...(target && { point: target }),
    how: callsAnother(m, i) ? 'guess' : movedAway || !sameSurroundings(body, i) ? 'moved' : 'exact',
    confidence: Math.min(confidence, functionConfidence),
    reason,
  };
}

/**
 * Maps a place between statements (`before@start`, `end@start`), where an activation goes on that
 * was moved there by an earlier update; undefined when the key names no such place.
 */
export function mapGapInBody(
  body: BodyMatch,
  key: string,
  functionConfidence: number,
): PointMatch | undefined {
  const m = body.matching;
  const i = gapIndex(m.a, key);
  if (i === undefined) return undefined;
  const j = m.toB[i] as number;
  const isEnd = key.startsWith('end@');
  const stays = j >= 0 && (isEnd || listedStatement(m.b, j) === j);
  const gap: Gap = stays ? { at: j, side: isEnd ? 'end' : 'before' } : following(m, i, !isEnd);
  const node = gapNode(body, gap);
  const { confidence, reason } = stays
    ? nodeConfidence(body, i)
    : { confidence: GUESS_CONFIDENCE, reason: 'the code at this place is gone' };
  return {
    fn: body.now.index,
    key: `${gap.side}@${node.start}`,
    node,
    how: stays ? (sameSurroundings(body, i) ? 'exact' : 'moved') : 'guess',
    confidence: Math.min(confidence, functionConfidence),
    reason,
  };
}

/** The statement of a `before` key, or the block of an `end` key, in the old tree. */
function gapIndex(tree: Tree, key: string): number | undefined {
  const match = /^(before|end)@(\d+)$/.exec(key);
  if (match === null) return undefined;
  const start = Number(match[2]);
  for (let i = 0; i < tree.size; i++) {
    // A statement or block that is only implied is named by what it holds.
    const named = tree.wrappers.get(i) ?? tree.nodes[i] ?? tree.nodes[i + 1];
    if (match[1] === 'before') {
      if (named?.start === start && listedStatement(tree, i) === i) return i;
      continue;
    }
    const kind = tree.kinds[i];
    const isBlock = i === 0 || kind === KIND.block || kind === KIND.case;
    if (isBlock && named?.start === start) return i;
  }
  // The end of an arrow function that is an expression, which that names.
  return match[1] === 'end' && firstNode(tree, bodyOf(tree))?.start === start ? 0 : undefined;
}

/** The first node of the text from a place in a tree on. */
function firstNode(tree: Tree, from: number): Node | undefined {
  for (let at = Math.max(0, from); at < tree.size; at++) {
    const node = tree.nodes[at];
    if (node !== undefined) return tree.wrappers.get(at) ?? node;
  }
  return undefined;
}

function atWrapper(body: BodyMatch, kind: PointKind, j: number): Point | undefined {
  const wrapper = body.matching.b.wrappers.get(j);
  return wrapper && pointAt(body.now, kind, wrapper);
}

/** Whether every node around a matched one is matched to a node around its partner. */
function sameSurroundings(body: BodyMatch, i: number): boolean {
  const { a, b, toB } = body.matching;
  let up = a.parents[i] as number;
  let over = b.parents[toB[i] as number] as number;
  while (up >= 0 && over >= 0) {
    if (toB[up] !== over) return false;
    up = a.parents[up] as number;
    over = b.parents[over] as number;
  }
  return up === over;
}

const GUESS_CONFIDENCE = 0.4;

/** An `await` that is gone: its value arrives where that of the awaited call does. */
function withoutAwait(
  body: BodyMatch,
  i: number,
  functionConfidence: number,
): PointMatch | undefined {
  const { matching: m, now } = body;
  if (m.a.kinds[i] !== KIND.await) return undefined;
  const partner = m.b.nodes[m.toB[i + 1] as number];
  const target = partner && pointAt(now, 'call', partner);
  if (target === undefined) return undefined;
  return {
    fn: now.index,
    key: target.key,
    node: target.node,
    point: target,
    how: 'guess',
    confidence: Math.min(GUESS_CONFIDENCE, functionConfidence),
    reason: 'no longer awaited; goes on with the value',
  };
}

function guess(
  body: BodyMatch,
  i: number,
  kind: PointKind,
  functionConfidence: number,
): PointMatch {
  const direct = withoutAwait(body, i, functionConfidence);
  if (direct !== undefined) return direct;
  const gap = following(body.matching, i, kind === 'loop' || kind === 'catch' || kind === 'before');
  const node = gapNode(body, gap);
  const line = `${gap.side === 'before' ? 'in front of' : 'at the end of'} what follows`;
  return {
    fn: body.now.index,
    key: `${gap.side}@${node.start}`,
    node,
    how: 'guess',
    confidence: Math.min(GUESS_CONFIDENCE, functionConfidence),
    reason: `the code at this point is gone; goes on ${line}`,
  };
}

/** The ESTree node of a gap; blocks that the text only implies are named by what they hold. */
function gapNode(body: BodyMatch, gap: Gap): Node {
  const { b } = body.matching;
  return firstNode(b, gap.at === 0 ? bodyOf(b) : gap.at) ?? body.now.node;
}
