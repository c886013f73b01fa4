import type { Correspondence, PointMatch, VariableMatch } from '../inference/index.js';

/** The function and point of an activation in the old version. */
interface Stand {
  fn: number;
  point: { key: string };
}

/** For activations that wait for one which becomes part of them: how that goes on. */
export function joinsByCaller(
  c: Correspondence,
  active: readonly Stand[],
): ReadonlyMap<string, PointMatch> {
  const joins = new Map<string, PointMatch>();
  for (const { fn, point } of active) {
    const match = c.mapPoint(fn, point.key);
    if (match.joinsCaller !== true) continue;
    for (const option of [match, ...(match.otherCallers ?? [])]) {
      if (option.caller) joins.set(`${option.caller.fn} ${option.caller.key}`, option);
    }
  }
  return joins;
}

/** A frame that an activation becomes, with what gives its variables their values. */
export interface BecomingFrame {
  fn: number;
  sources: readonly VariableMatch[];
}

/** The frames that one becomes: mostly one. */
export function becoming(c: Correspondence, oldFn: number, match: PointMatch): BecomingFrame[] {
  const { frames = [], caller } = match;
  if (match.joinsCaller === true && caller && c.mapJoined)
    return [{ fn: match.fn, sources: c.mapJoined(oldFn, caller.fn, match.fn, match) }];
  const own = { fn: match.fn, sources: c.mapVariables(oldFn, match.fn, match) };
  const outer = frames.slice(0, -1).map(({ fn, key }): BecomingFrame => {
    const point = c.now.functions[fn]?.points.find((candidate) => candidate.key === key);
    const at = point && { ...match, fn, key, node: point.node, point };
    return { fn, sources: c.mapVariables(oldFn, fn, at) };
  });
  return [...outer, own];
}
