import type { Range } from 'vscode-languageserver-protocol';
import {
  nextPoint,
  type FullSourceModel,
  type FunctionModel,
  type Point,
} from '../../../program-model/model/index.js';
import type { ActiveStatement } from '../../../protocol/baseline.js';
import type { PointEntry } from '../../../protocol/plan.js';
import type { Correspondence, PointMatch } from '../../inference/index.js';
import { ASK_BELOW, type ActivePlace } from '../../planning/index.js';
import type { Modelled } from './models.js';
import type { ActiveView } from './types.js';

/** An active statement with the continuation point that its activations are expected at. */
export interface ActiveAt {
  statement: ActiveStatement;
  fn: FunctionModel;
  point: Point | undefined;
}

/** Finds the points that active statements are at, or will come to next. */
export function findActive(model: FullSourceModel, active: readonly ActiveStatement[]): ActiveAt[] {
  return active.flatMap((statement) => {
    const fn = model.functions[statement.fn];
    if (!fn) return [];
    const { point: key, offset } = statement;
    const point =
      key === null ? comingPoint(fn, offset) : fn.points.find((candidate) => candidate.key === key);
    return [{ statement, fn, point }];
  });
}

/** Where a running activation stops; at the next call where there is no point any more. */
const comingPoint = (fn: FunctionModel, offset: number): Point | undefined =>
  nextPoint(fn, offset) ?? fn.points.find(({ kind }) => kind === 'entry');

/** As the plan takes them: each point once. */
export function activePlaces(active: readonly ActiveAt[]): ActivePlace[] {
  const places = new Map<Point, ActivePlace>();
  for (const { statement, fn, point } of active) {
    if (!point) continue;
    const known = places.get(point);
    const { count, state } = statement;
    const suspended = state === 'suspended' ? count : 0;
    if (known) {
      known.activations += count;
      known.suspended = (known.suspended ?? 0) + suspended;
    } else places.set(point, { fn: fn.index, point, activations: count, suspended });
  }
  return [...places.values()];
}

/** How many activations a function has. */
export function countsOf(
  active: readonly ActiveAt[],
  fn: number | undefined,
): { frames: number; suspended: number } {
  const counts = { frames: 0, suspended: 0 };
  for (const { statement } of active) {
    if (statement.fn !== fn) continue;
    if (statement.state === 'suspended') counts.suspended += statement.count;
    else counts.frames += statement.count;
  }
  return counts;
}

/** Where activations stand in the running text, and in a document of the same text. */
export function unchangedViews(
  active: readonly ActiveAt[],
  old: Modelled,
  now: Modelled,
): ActiveView[] {
  return active.map((at) => {
    const { start, end } = extentOf(at);
    return viewOf(at, old, {
      now: now.map.range(start, end),
      how: 'unchanged',
      asks: false,
      becomes: at.fn.path,
    });
  });
}

export function activeViews(
  active: readonly ActiveAt[],
  c: Correspondence,
  old: Modelled,
  now: Modelled,
): ActiveView[] {
  return active.map((at) => {
    const { fn, point } = at;
    const match = point && c.mapPoint(fn.index, point);
    if (!match) return viewOf(at, old, { now: null, how: 'unknown', asks: false, becomes: null });
    const { how, confidence, end } = match;
    return viewOf(at, old, {
      now: landingOf(match, now),
      how: c.functionFor(fn.index)?.changed === false ? 'unchanged' : how,
      asks: end === undefined && (how === 'lost' || confidence < ASK_BELOW),
      becomes: now.model.functions[match.fn]?.path ?? null,
    });
  });
}

/** Where in the document an activation goes on. */
export function landingOf({ node, key }: PointMatch, { map }: Modelled): Range | null {
  if (!node) return null;
  const isAtEnd = key?.startsWith('end@') === true;
  return map.range(isAtEnd ? node.end - 1 : node.start, node.end);
}

/** An activation that runs is shown where it is, not at the point that it comes to. */
export function extentOf({ statement, fn, point }: ActiveAt): { start: number; end: number } {
  if (statement.point === null || !point) {
    return { start: statement.offset, end: fn.end };
  }
  return { start: point.node.start, end: point.node.end };
}

function viewOf(
  at: ActiveAt,
  old: Modelled,
  becomes: Pick<ActiveView, 'now' | 'how' | 'asks' | 'becomes'>,
): ActiveView {
  const { statement, fn } = at;
  const { start, end } = extentOf(at);
  const { state, isLeaf, thread, count } = statement;
  const range = old.map.range(start, end);
  return { function: fn.path, old: range, ...becomes, state, isLeaf, thread, count };
}

/** Whether a point's activations need a decision, or go on at a guess. */
export const isOpen = ({ how, asks, override }: PointEntry): boolean =>
  override === undefined && (asks || how === 'guess' || how === 'lost');
