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
  /** An async function that whoever called it has not got its promise from yet. */
  isCalled?: boolean;
  /** A callback that becomes part of what called `forEach`: the names of both frames. */
  parts?: readonly string[];
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
  const waiting = new Set(
    frames.flatMap(({ id, hash, fn, key }) => {
      const joins = planner.joinsLater({ id, hash, fn, key });
      return joins && 'waits' in joins ? joins.waits.map((wait) => placeName({ id, ...wait })) : [];
    }),
  );
  return frames.flatMap((frame) => {
    const { id, hash, fn, key, isCalled, parts } = frame;
    const name = placeName(frame);
    // What waits for an activation that comes to it goes on where that stands.
    if (seen.has(name) || key === 'entry' || waiting.has(name) || parts) return [];
    seen.add(name);
    const route = planner.lineage(id).route(hash, fn, key);
    if (!route) return [];
    if (!route.joins) {
      const found = judgeRoute(route, fn, key, acceptsProposals);
      return [...found, ...judgeLexical(planner, frame, route)];
    }
    const later = planner.joinsLater(frame);
    if (later && 'waits' in later && isCalled !== true) return [];
    const path = route.from.model.functions[fn]?.path ?? '';
    const reason = route.matches.at(-1)?.reason ?? '';
    const here = route.from.placeAt(route.place.node.start);
    const why =
      later === undefined
        ? 'what called it is no frame that can become one with it'
        : 'why' in later
          ? later.why
          : 'its caller has not got its promise yet';
    return [frameDivided(here, path, `${reason}, and ${why}`)];
  });
}

const placeName = ({ id, hash, fn, key }: ActiveFrame): string => `${id} ${hash} ${fn} ${key}`;

/** What new code needs of a call and no frame keeps that had no use for it. */
function judgeLexical(planner: Planner, frame: ActiveFrame, route: Route): Diagnostic[] {
  const { from, to, place, ending } = route;
  if (route.fn <= 0 || ending || route.outer) return [];
  const info = to.analysis.info(route.fn);
  const kept = from.analysis.info(route.oldFn)?.values ?? [];
  const missing = (info?.values ?? []).filter(
    ({ key }) => /^(arguments|new\.target)$/.test(key) && !kept.some((slot) => slot.key === key),
  );
  if (!info || missing.length === 0) return [];
  const { code } = planner.continuation(frame.id, frame.hash, frame.fn, frame.key);
  return missing.flatMap(({ key }) => {
    const name = `${to.analysis.names.prefix}${key.replace('new.', '')}`;
    // Where it is declared, and where a handler hands it over.
    const uses = code.split(name).length - 1 - (info.active ? 2 : 1);
    if (uses <= 0) return [];
    const path = from.model.functions[frame.fn]?.path ?? '';
    const why = `its new code uses ${key}, which the frame has not kept`;
    return [positionLost(to.placeAt(place.node.start), path, why)];
  });
}

/** The same for each of the frames that one becomes. */
function judgeRoute(
  route: Route,
  fn: number,
  key: string,
  acceptsProposals: boolean,
): Diagnostic[] {
  const outer = route.outer ? judgeRoute(route.outer, fn, key, acceptsProposals) : [];
  return [...outer, ...judgeFrame(route, fn, key, acceptsProposals)];
}

function judgeFrame(
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
