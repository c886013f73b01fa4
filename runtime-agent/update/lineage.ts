import { inferCorrespondence } from '../../language-server/inference/index.js';
import { initialiserOf } from '../../language-server/inference/initialisers.js';
import { needAt } from '../../language-server/inference/liveness.js';
import type {
  Correspondence,
  PointMatch,
  VariableMatch,
} from '../../language-server/inference/index.js';
import type { Place } from '../../program-model/emit/continuation.js';
import type { TransferInput } from '../../program-model/emit/transfer.js';
import type { Node, Point, Variable } from '../../program-model/model/index.js';
import type { Version } from './versions.js';

/** One step from a version of a module to the next. */
export interface Step {
  from: Version;
  to: Version;
  correspondence: Correspondence;
  /** Every function counts as changed. */
  isForced: boolean;
  /** Decisions that stand above what is inferred. */
  overrides: FrameOverride[];
}

/** A written decision where frames inside a part of an old function go on. */
export interface FrameOverride {
  oldFn: number;
  within: Node;
  fn: number;
  place: Place;
  /** Expressions over the old variables, by the names of the new ones. */
  variables: Map<string, string>;
}

/** Where a function of some version is in the newest one. */
export interface Landing {
  version: Version;
  fn: number;
}

/** The versions of one module that have run, oldest first, and the steps between them. */
export class Lineage {
  readonly versions: Version[];
  readonly steps: Step[] = [];

  constructor(first: Version) {
    this.versions = [first];
  }

  get newest(): Version {
    return this.versions[this.versions.length - 1] as Version;
  }

  version(hash: string): Version | undefined {
    return this.versions.find((version) => version.hash === hash);
  }

  /** Takes a version as the newest one. */
  push(to: Version, isForced = false): Step {
    const from = this.newest;
    const correspondence = inferCorrespondence(from.model, to.model);
    const step: Step = { from, to, correspondence, isForced, overrides: [] };
    this.versions.push(to);
    this.steps.push(step);
    return step;
  }

  /** Takes the newest version back. */
  pop(): void {
    this.versions.pop();
    this.steps.pop();
  }

  /** The function's counterpart in the newest version; undefined when it is gone. */
  land(hash: string, fn: number): Landing | undefined {
    let at = fn;
    for (const { correspondence } of this.#stepsFrom(hash)) {
      const match = correspondence.functionFor(at);
      if (match?.now === undefined) return undefined;
      at = match.now;
    }
    return { version: this.newest, fn: at };
  }

  /** Whether a function's text differs between a version and the newest one. */
  hasChanged(hash: string, fn: number): boolean {
    let at = fn;
    for (const { correspondence, isForced } of this.#stepsFrom(hash)) {
      const match = correspondence.functionFor(at);
      if (isForced || match?.now === undefined || match.changed) return true;
      at = match.now;
    }
    return false;
  }

  #stepsFrom(hash: string): Step[] {
    const index = this.versions.findIndex((version) => version.hash === hash);
    return index < 0 ? [] : this.steps.slice(index);
  }

  /** Where an activation at a point of some version goes on, with where its values come from. */
  route(hash: string, fn: number, key: string): Route | undefined {
    const start = this.version(hash);
    const old = start?.model.functions[fn];
    const point = old?.points.find((candidate) => candidate.key === key);
    if (!start || !old || !point) return undefined;
    let place: Place = { kind: point.kind, node: point.node, at: point.at };
    let at = fn;
    const matches: PointMatch[] = [];
    const hops: Hop[] = [];
    let isWritten = false;
    for (const { from, to, correspondence, overrides } of this.#stepsFrom(hash)) {
      const written = overrides.find(
        (item) => item.oldFn === at && covers(item.within, place.node),
      );
      isWritten = written !== undefined;
      if (written) {
        hops.push(writtenHop(hop(from, to, correspondence, at, written.fn), written));
        at = written.fn;
        place = written.place;
        continue;
      }
      const match = correspondence.mapPoint(at, keyOf(from, at, place));
      matches.push(match);
      const landed = placeOf(to, match);
      if (!landed) return { fn: -1, place, matches, hops, from: start, to: this.newest, isWritten };
      hops.push(hop(from, to, correspondence, at, match.fn, match));
      at = match.fn;
      place = landed;
    }
    return { fn: at, place, matches, hops, from: start, to: this.newest, isWritten };
  }

  /** As `route`, for the entry of a function; one that is gone keeps the last code it had. */
  entry(hash: string, fn: number): Route | undefined {
    const start = this.version(hash);
    if (!start) return undefined;
    const hops: Hop[] = [];
    let at = fn;
    let last = start;
    for (const { from, to, correspondence } of this.#stepsFrom(hash)) {
      const match = correspondence.functionFor(at);
      if (match?.now === undefined) break;
      hops.push(hop(from, to, correspondence, at, match.now));
      at = match.now;
      last = to;
    }
    const node = last.model.functions[at]?.node;
    if (!node) return undefined;
    const place: Place = { kind: 'entry', node, at: -1 };
    return { fn: at, place, matches: [], hops, from: start, to: last, isWritten: false };
  }
}

interface Hop {
  to: Version;
  /** The function in the version before. */
  oldFn: number;
  /** Where the activation goes on in `to`, for activations. */
  match: PointMatch | undefined;
  correspondence: Correspondence;
  variables: Map<string, VariableMatch>;
  oldVariables: Map<string, Variable>;
  nodes: Map<Node, Node>;
}

/** The way of one activation (or closure) into the newest version. */
export interface Route {
  from: Version;
  to: Version;
  /** Index in the newest version; -1 when the place is lost. */
  fn: number;
  place: Place;
  matches: PointMatch[];
  hops: Hop[];
  /** The last step's place was written in a plan. */
  isWritten: boolean;
}

const covers = (outer: Node, inner: Node): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** The variables of a written place: as inferred, but for those that the plan gives. */
function writtenHop(inferred: Hop, written: FrameOverride): Hop {
  for (const [key, match] of inferred.variables) {
    const [name = ''] = key.split('@');
    const text = written.variables.get(name);
    if (text !== undefined) {
      inferred.variables.set(key, { ...match, from: { kind: 'expression', text }, confidence: 1 });
    } else if (match.from.kind === 'question') {
      inferred.variables.set(key, { ...match, from: { kind: 'expression', text: 'undefined' } });
    }
  }
  return inferred;
}

const keyOf = (version: Version, fn: number, { kind, node }: Place): string =>
  version.model.functions[fn]?.points.find((point) => point.kind === kind && point.node === node)
    ?.key ?? `${kind}@${node.start}`;

function placeOf(version: Version, match: PointMatch): Place | undefined {
  if (match.key === undefined || match.fn < 0) return undefined;
  const fn = version.model.functions[match.fn];
  const point: Point | undefined = fn?.points.find((candidate) => candidate.key === match.key);
  if (point) {
    const redo = match.how === 'guess' && ['call', 'new', 'tag'].includes(point.kind);
    return { kind: point.kind, node: point.node, at: point.at, redo };
  }
  const kind = match.key.slice(0, match.key.indexOf('@'));
  if (match.node && (kind === 'before' || kind === 'end'))
    return { kind, node: match.node, at: -1 };
  return undefined;
}

function hop(
  from: Version,
  to: Version,
  correspondence: Correspondence,
  oldFn: number,
  nowFn: number,
  match?: PointMatch,
): Hop {
  const nodes = new Map<Node, Node>();
  for (const [old, now] of correspondence.nodeMap(oldFn)) nodes.set(now, old);
  const found = correspondence.mapVariables(oldFn, nowFn, match);
  const oldVariables = new Map<string, Variable>();
  for (const fn of from.model.functions) {
    for (const variable of fn.variables) oldVariables.set(variable.key, variable);
  }
  const variables = new Map(found.map((entry) => [entry.now, entry]));
  return { to, oldFn, match, correspondence, nodes, oldVariables, variables };
}

/** Finds where the values of the newest version come from, through all versions in between. */
export function followRoute(route: Route): Pick<TransferInput, 'source' | 'nodeBefore'> {
  return {
    source: (now) => followVariable(route, now),
    nodeBefore: (now) => {
      let node: Node | undefined = now;
      for (const hop of [...route.hops].reverse()) node = node && beforeIn(hop, node);
      return node;
    },
  };
}

/** The old node for a new one; what another function gave is no value for a call of this one. */
function beforeIn({ nodes, correspondence, oldFn }: Hop, now: Node): Node | undefined {
  const old = nodes.get(now);
  if (old?.type !== 'CallExpression' && old?.type !== 'NewExpression') return old;
  const kind = old.type === 'CallExpression' ? 'call' : 'new';
  return correspondence.mapPoint(oldFn, `${kind}@${old.start}`).how === 'guess' ? undefined : old;
}

/** Variables of enclosing functions are matched with those of the functions' counterparts. */
function matchIn(hop: Hop, variable: Variable): VariableMatch | undefined {
  const own = hop.variables.get(variable.key);
  if (own) return own;
  const { correspondence, to } = hop;
  const owner = to.model.functions.find((fn) => fn.variables.includes(variable));
  const match = owner && correspondence.functions.find(({ now }) => now === owner.index);
  if (!owner || match?.old === undefined) return undefined;
  for (const entry of correspondence.mapVariables(match.old, owner.index)) {
    hop.variables.set(entry.now, entry);
  }
  return hop.variables.get(variable.key);
}

function followVariable(route: Route, now: Variable): ReturnType<TransferInput['source']> {
  let variable = now;
  for (let index = route.hops.length - 1; index >= 0; index -= 1) {
    const hop = route.hops[index];
    const from = hop && matchIn(hop, variable)?.from;
    if (!hop || !from) return undefined;
    if (from.kind === 'kept') {
      const old = hop.oldVariables.get(from.old);
      if (!old) return undefined;
      variable = old;
      continue;
    }
    if (from.kind === 'expression') return { kind: 'expression', text: from.text };
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

function initialiserText(version: Version, variable: Variable): string {
  const found = initialiserOf(variable);
  if (found.kind !== 'value' || found.pattern) return 'undefined';
  return version.source.text.slice(found.value.start, found.value.end);
}
