import { functionLabel, type PointMatch } from '../../language-server/inference/index.js';
import { initialiserOf } from '../../language-server/inference/initialisers.js';
import { needAt } from '../../language-server/inference/liveness.js';
import type { Place } from '../../program-model/emit/continuation.js';
import type { Touch, TransferInput } from '../../program-model/emit/transfer.js';
import type { Node, Point, Variable } from '../../program-model/model/index.js';
import type { Hop } from './hops.js';
import type { LoopCarry } from '../../language-server/inference/iterations.js';
import type { Lineage } from './lineage.js';
import type { Step } from './step.js';
import type { Version } from './versions.js';

/** The way of one activation (or closure) into the newest version. */
export interface Route {
  from: Version;
  /** Index of its function in `from`. */
  oldFn: number;
  to: Version;
  /** Index in the newest version; -1 when the place is lost. */
  fn: number;
  place: Place;
  matches: PointMatch[];
  hops: Hop[];
  /** Where the activation stood in `from`; undefined at an entry. */
  start?: number;
  /** How it ends in `to`, in place of going on. */
  ending?: NonNullable<PointMatch['end']>;
  /** The activation becomes several: the one that calls this one, with the same frame's values. */
  outer?: Route | undefined;
  /** Two activations become one, the caller and this one that it had called. */
  callee?: { route: Route; isSameFrame: boolean } | undefined;
  /** Of one that had been divided from its caller and becomes one with it again: the caller before. */
  called?: Route | undefined;
  /** The activation becomes one with its caller's, which is not known: what it comes to then. */
  joins?: PendingJoin | undefined;
}

/** An activation that an update makes part of its caller's. */
export interface PendingJoin {
  step: Step;
  lineage: Lineage;
  /** Where it goes on, for each function that may have called it. */
  matches: PointMatch[];
  /** The function in the version before. */
  fn: number;
}

export const keyOf = (version: Version, fn: number, { kind, node }: Place): string =>
  version.model.functions[fn]?.points.find((point) => point.kind === kind && point.node === node)
    ?.key ?? `${kind}@${node.start}`;

const RECEIVING: readonly string[] = ['call', 'new', 'tag', 'super', 'await', 'yield'];

/** @param from the place that the activation comes from */
export function placeOf(version: Version, match: PointMatch, from: Place): Place | undefined {
  if (match.key === undefined || match.fn < 0) return undefined;
  const fn = version.model.functions[match.fn];
  const point: Point | undefined = fn?.points.find((candidate) => candidate.key === match.key);
  if (point) {
    const { node, at } = point;
    if (point.kind === 'entry')
      return { kind: 'entry', node, at, restart: from.kind !== 'entry' || from.restart === true };
    // Nothing arrives at a call that was not waited for, or that is another one: it is made.
    const isNew = RECEIVING.includes(point.kind) && !RECEIVING.includes(from.kind);
    const isOther = match.how === 'guess' && ['call', 'new', 'tag'].includes(point.kind);
    return {
      kind: point.kind,
      node,
      at,
      redo: isNew || isOther || from.redo === true || match.redo === true,
    };
  }
  const side = match.key.slice(0, match.key.indexOf('@'));
  if (match.node && (side === 'before' || side === 'end'))
    return { kind: side, node: match.node, at: -1 };
  return undefined;
}

/** Finds where the values of the newest version come from, through all versions in between. */
export function followRoute(
  route: Route,
): Pick<
  TransferInput,
  'source' | 'shadowed' | 'counter' | 'nodeBefore' | 'at' | 'given' | 'touches'
> {
  return {
    touches: touchesOn(route),
    shadowed: (now) => {
      const source = followVariable(route, now, true);
      return source?.kind === 'kept' ? source.old : undefined;
    },
    given: (now) => givenTo(route, now),
    at: route.start,
    source: (now) => followVariable(route, now),
    counter: (loop) => followCounter(route, loop),
    nodeBefore: (now) => {
      let node: Node | undefined = now;
      for (const hop of [...route.hops].reverse()) node = node && hop.valueBefore(node);
      return node;
    },
  };
}

/** The old frame's variables that hold values of types which some step has changed. */
function touchesOn(route: Route): Touch[] {
  return route.hops.flatMap(({ input }, index) =>
    (input.touches ?? []).flatMap(({ walk, key, nodes }): Touch[] => {
      if (key === undefined) return [{ walk, nodes, variable: undefined }];
      const variable = input.from.variable(key);
      if (!variable) return [];
      const before = followVariable({ ...route, hops: route.hops.slice(0, index) }, variable);
      return before?.kind === 'kept' ? [{ walk, nodes, variable: before.old }] : [];
    }),
  );
}

/**
 * What tells the item that a loop is at which was of another kind in some version, or a `forEach` call
 * that was a loop: the oldest variable that counted, or the oldest iterator.
 */
function followCounter(route: Route, loop: Node): ReturnType<TransferInput['counter']> {
  let node: Node | undefined = loop;
  let last: LoopCarry | undefined;
  for (let index = route.hops.length - 1; index >= 0 && node; index -= 1) {
    const hop = route.hops[index] as Hop;
    const carry = hop.correspondence.loops(hop.input.oldFn, hop.input.nowFn).get(node);
    last = carry ?? last;
    switch (carry?.kind) {
      case 'none':
        return undefined;
      case 'skip':
      case 'called':
        if (carry.index) {
          const before = followVariable(
            { ...route, hops: route.hops.slice(0, index) },
            carry.index,
          );
          return before?.kind === 'kept' || before?.kind === 'position' ? before : undefined;
        }
        node = carry.kind === 'called' ? carry.loop : undefined;
        break;
      case 'position':
        node = carry.loop;
        break;
      case 'next':
        if (route.called) return followCounter(route.called, carry.call);
        node = carry.call;
        break;
      case undefined:
        node = hop.before(node) ?? (last?.kind === 'next' ? node : undefined);
    }
  }
  if (last?.kind === 'next') return { kind: 'position', loop: undefined, list: last.list };
  if (last === undefined || node?.type !== 'ForOfStatement') return undefined;
  const { start, end } = node.right;
  return { kind: 'position', loop: node, list: route.from.source.text.slice(start, end) };
}

/** What plans give a variable of an enclosing function that a closure has not kept. */
export function givenTo(route: Route, now: Variable): string | undefined {
  let name = now.name;
  for (const hop of [...route.hops].reverse()) {
    const fn = hop.to.model.functions[hop.input.nowFn];
    const given = fn && hop.input.overrides?.variables?.[functionLabel(fn)]?.[name];
    if (given !== undefined) return given;
    const from = hop.variable(now)?.from;
    if (from?.kind === 'kept') name = hop.oldVariable(from.old)?.name ?? name;
  }
  return undefined;
}

/** @param asAlone what it would be if the activation did not become one with another */
function followVariable(
  route: Route,
  now: Variable,
  asAlone = false,
): ReturnType<TransferInput['source']> {
  let variable = now;
  for (let index = route.hops.length - 1; index >= 0; index -= 1) {
    const hop = route.hops[index];
    const from = hop && (asAlone ? hop.variableAlone(variable) : hop.variable(variable))?.from;
    if (!hop || !from) return undefined;
    if (from.kind === 'kept') {
      const old = hop.oldVariable(from.old);
      if (!old) return undefined;
      variable = old;
      continue;
    }
    if (from.kind === 'expression') return { kind: 'expression', text: from.text };
    if (from.kind === 'position')
      return followPosition({ ...route, hops: route.hops.slice(0, index + 1) }, variable);
    if (from.kind === 'initialiser') {
      const isMade = !hop.match || needAt(variable, hop.match) !== 'declared-later';
      if (isMade && index < route.hops.length - 1)
        return { kind: 'expression', text: initialiserText(hop.to, variable) };
      const last = route.hops[route.hops.length - 1]?.match;
      // A declaration that the activation comes to makes the variable itself.
      const isAhead = last !== undefined && needAt(now, last) === 'declared-later';
      return isAhead ? undefined : { kind: 'initialiser' };
    }
    return from.proposed === undefined ? undefined : { kind: 'expression', text: from.proposed };
  }
  return { kind: 'kept', old: variable };
}

/** What tells the index that a loop counts with which iterated in the version before. */
function followPosition(route: Route, variable: Variable): ReturnType<TransferInput['counter']> {
  const { correspondence, input } = route.hops[route.hops.length - 1] as Hop;
  for (const [loop, carry] of correspondence.loops(input.oldFn, input.nowFn)) {
    const counts = carry.kind === 'position' || carry.kind === 'next';
    if (counts && carry.index?.key === variable.key) return followCounter(route, loop);
  }
  return undefined;
}

export function initialiserText(version: Version, variable: Variable): string {
  const found = initialiserOf(variable);
  if (found.kind !== 'value' || found.pattern) return 'undefined';
  return version.source.text.slice(found.value.start, found.value.end);
}
