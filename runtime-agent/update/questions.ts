import {
  finishesOld,
  frameDivided,
  frameEnds,
  functionGone,
  positionGuessed,
  positionLost,
  valueAssumed,
  valueNeeded,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import type { Planner } from './director.js';
import type { Route } from './route.js';
import type { Step } from './step.js';

/** A frame that is active where an update finds it. */
export interface ActiveFrame {
  id: string;
  hash: string;
  fn: number;
  key: string;
}

/** What the developer is told about the modules' functions. */
export function judgeModules(steps: readonly Step[]): Diagnostic[] {
  return steps.flatMap(({ from, correspondence, moves }) =>
    correspondence.functions.flatMap(({ old, now }) => {
      const hasMoved = moves.some((move) => move.correspondence.functionFor(old ?? -1));
      if (hasMoved) return [];
      const fn = old === undefined || now !== undefined ? undefined : from.model.functions[old];
      if (!fn || fn.kind === 'module') return [];
      return [functionGone(from.placeAt(fn.start), fn.path)];
    }),
  );
}

/** Guessed places and missing values of the active frames: warnings, or questions that refuse. */
export function judgeFrames(
  planner: Planner,
  frames: readonly ActiveFrame[],
  acceptsProposals: boolean,
): Diagnostic[] {
  const seen = new Set<string>();
  return frames.flatMap(({ id, hash, fn, key }) => {
    const name = `${id} ${hash} ${fn} ${key}`;
    if (seen.has(name) || key === 'entry') return [];
    seen.add(name);
    const route = planner.lineage(id).route(hash, fn, key);
    return route ? judgeRoute(route, fn, key, acceptsProposals) : [];
  });
}

function judgeRoute(
  route: Route,
  fn: number,
  key: string,
  acceptsProposals: boolean,
): Diagnostic[] {
  const { from, to, place, matches, hops, ending } = route;
  const path = from.model.functions[fn]?.path || 'The module top';
  const here = to.placeAt(place.node.start);
  const found: Diagnostic[] = [];
  const last = matches[matches.length - 1];
  switch (ending?.do) {
    case 'finish-old':
      return [finishesOld(here, path)];
    case 'return':
      return [frameEnds(here, path, `returns ${ending.value}`)];
    case 'throw':
      return [frameEnds(here, path, `throws ${ending.value}`)];
    case undefined:
  }
  if (route.fn < 0) {
    const point = from.model.functions[fn]?.points.find((candidate) => candidate.key === key);
    return [positionLost(from.placeAt(point?.start ?? 0), path, last?.reason ?? 'it is gone')];
  }
  const divided = matches.find((match) => (match.frames?.length ?? 0) > 1 || match.joinsCaller);
  if (divided) return [frameDivided(here, path, divided.reason)];
  if (last?.how === 'guess') found.push(positionGuessed(here, path, last.reason));
  const hop = hops[hops.length - 1];
  // The module's own bindings are not the frame's: `planTop` sees to them.
  const bindings = new Set(
    (to.model.functions[0]?.variables ?? [])
      .filter((variable) => to.analysis.placements.get(variable) === 'host')
      .map(({ key }) => key),
  );
  for (const { now, from: source } of hop?.ownVariables() ?? []) {
    if (source.kind !== 'question' || bindings.has(now)) continue;
    const [variable = now] = now.split('@');
    const proposed = source.proposed ?? 'undefined';
    found.push(
      acceptsProposals
        ? valueAssumed(here, `${variable} (${path})`, proposed)
        : valueNeeded(here, `${variable} (${path})`, source.why, proposed),
    );
  }
  return found;
}
