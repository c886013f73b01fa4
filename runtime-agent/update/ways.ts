import type { PointMatch } from '../../language-server/inference/index.js';
import type { Place } from '../../program-model/emit/continuation.js';
import { Hop } from './hops.js';
import { splitKey } from './joined-keys.js';
import type { Leg, Lineage } from './lineage.js';
import { keyOf, placeOf, type Route } from './route.js';
import type { Version } from './versions.js';

/**
 * Where an activation at a point goes on, with where its values come from.
 * @param until the version to stop at, if not the newest
 */
export function followActivation(
  lineage: Lineage,
  hash: string,
  fn: number,
  key: string,
  until?: Version,
): Route | undefined {
  const { own, callee } = splitKey(key);
  if (callee) {
    const inner = followActivation(lineage, callee.hash, callee.fn, callee.key);
    const step = inner?.joins?.step;
    const outer = step && followActivation(lineage, hash, fn, own, step.from);
    const joined = outer && join(inner, outer, false);
    return joined && follow(lineage, joined.to.hash, joined, until);
  }
  const from = lineage.version(hash);
  const point = from?.model.functions[fn]?.points.find((candidate) => candidate.key === own);
  if (!from || !point) return undefined;
  const place: Place = { kind: point.kind, node: point.node, at: point.at };
  const begin = { from, to: from, oldFn: fn, fn, place, matches: [], hops: [], start: point.start };
  return follow(lineage, hash, begin, until);
}

/** Follows an activation on from where it is in some version. */
function follow(
  lineage: Lineage,
  hash: string,
  begin: Route,
  until: Version | undefined,
): Route | undefined {
  let route = begin;
  const legs = lineage.legs(hash, begin.fn);
  for (let leg = legs.next(); leg.done !== true; leg = legs.next(route.fn)) {
    if (leg.value.step.from === until) return route;
    route = advance(lineage, leg.value, route);
    if (route.fn < 0 || route.ending) return route;
  }
  const finishes = lineage.finishes(hash, begin.fn);
  return finishes ? { ...route, to: finishes } : route;
}

/** One step further. */
function advance(lineage: Lineage, leg: Leg, route: Route): Route {
  const { step, to, correspondence } = leg;
  const { fn, place } = route;
  const { from, overrides, kept } = step;
  const match = correspondence.mapPoint(fn, keyOf(from, fn, place));
  const matches = [...route.matches, match];
  if (match.end) {
    const version = match.end.do === 'finish-old' ? kept.get(fn)?.version : from;
    if (version) return { ...route, matches, to: version, ending: match.end };
  }
  if (match.joinsCaller === true) {
    const options = [match, ...(match.otherCallers ?? [])];
    const joins = { step, lineage, matches: options, fn };
    const pending: Route = { ...route, matches, to, fn: -1, joins };
    if (!route.outer) return pending;
    return join(pending, route.outer, true) ?? { ...pending, joins: undefined };
  }
  const landed = placeOf(to, match, place);
  if (!landed) return { ...route, matches, to, fn: -1 };
  const step1 = { from, to, correspondence, overrides, oldFn: fn };
  const touches = step.touched.get(fn);
  const outer = route.outer && advance(lineage, leg, route.outer);
  const lost: Route = { ...route, matches, to, fn: -1 };
  if (outer && outer.fn < 0) return lost;
  const hop = new Hop({ ...step1, touches, nowFn: match.fn, match });
  const next: Route = {
    ...withHop({ ...route, outer: undefined }, hop),
    matches,
    fn: match.fn,
    place: landed,
    to,
    ...(outer && { outer }),
  };
  const [caller] = match.frames ?? [];
  if (!caller || (match.frames?.length ?? 0) < 2) return next;
  const point = to.model.functions[caller.fn]?.points.find(({ key }) => key === caller.key);
  if (!point) return lost;
  const there: PointMatch = { ...match, ...caller, node: point.node, point };
  // Values of changed types are walked once, by the frame on top.
  const hopOfCaller = new Hop({ ...step1, touches: undefined, nowFn: caller.fn, match: there });
  const around: Route = {
    ...withHop(route, hopOfCaller),
    matches,
    fn: caller.fn,
    place: { kind: point.kind, node: point.node, at: point.at },
    to,
    outer,
  };
  return { ...next, outer: around };
}

function withHop(route: Route, hop: Hop): Route {
  const { callee } = route;
  const hops = [...route.hops, hop];
  if (!callee) return { ...route, hops };
  return { ...route, hops, callee: { ...callee, route: withHop(callee.route, hop) } };
}

/** One activation of two, the caller at the version in front of the step that joins them. */
function join(pending: Route, caller: Route, isSameFrame: boolean): Route | undefined {
  const { joins } = pending;
  if (!joins || caller.fn < 0 || caller.callee || caller.ending) return undefined;
  const { step } = joins;
  const match = joins.matches.find((option) => waitsAt(option, caller, step.from, isSameFrame));
  const landed = match && placeOf(step.to, match, pending.place);
  if (!landed) return undefined;
  const { from, to, correspondence, overrides, touched } = step;
  const pair = { callee: joins.fn, caller: caller.fn };
  const hop = (fn: number, of: 'callee' | 'caller'): Hop =>
    new Hop({
      from,
      to,
      correspondence,
      overrides,
      touches: touched.get(fn),
      oldFn: fn,
      nowFn: match.fn,
      match,
      joined: { ...pair, of },
    });
  const there = { fn: match.fn, place: landed, to };
  const own = isSameFrame ? { ...pending, called: caller } : pending;
  const inner = withHop(own, hop(joins.fn, 'callee'));
  const outer = withHop(caller, hop(caller.fn, 'caller'));
  return {
    ...outer,
    ...there,
    matches: [...caller.matches, match],
    callee: { route: { ...inner, ...there, joins: undefined }, isSameFrame },
  };
}

/** Whether an activation is the caller that a match means. */
function waitsAt(
  { caller: meant }: PointMatch,
  { fn, place }: Route,
  version: Version,
  isSameFrame: boolean,
): boolean {
  if (!meant || meant.fn !== fn) return false;
  if (meant.key === keyOf(version, fn, place)) return true;
  // One that was divided from its callee has not come to its `await` of it yet.
  const parent = isSameFrame ? place.node.parent : null;
  return (
    parent !== null &&
    version.model.functions[fn]?.points.some(
      ({ key, node }) => key === meant.key && node === parent,
    ) === true
  );
}
