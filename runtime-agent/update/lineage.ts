import { functionLabel, inferCorrespondence } from '../../language-server/inference/index.js';
import { initialiserOf } from '../../language-server/inference/initialisers.js';
import { needAt } from '../../language-server/inference/liveness.js';
import type {
  Correspondence,
  CorrespondenceOverrides,
  FrameDecision,
  InferenceOptions,
  PointMatch,
  VariableMatch,
} from '../../language-server/inference/index.js';
import type { Place } from '../../program-model/emit/continuation.js';
import type { TransferInput } from '../../program-model/emit/transfer.js';
import type { Node, Point, Variable } from '../../program-model/model/index.js';
import { reboundFunctions } from './rebound.js';
import { importedElsewhere } from './imports.js';
import { NO_DECISIONS, type StateDecisions } from './state-decisions.js';
import type { Version } from './versions.js';

/** One step from a version of a module to the next. */
export interface Step {
  from: Version;
  to: Version;
  correspondence: Correspondence;
  /** Every function counts as changed. */
  isForced: boolean;
  /** Keys of new bindings that are imported from elsewhere than the old ones they stand for. */
  otherImports: ReadonlySet<string>;
  /** What the developer has decided about functions, frames and variables. */
  overrides: CorrespondenceOverrides | undefined;
  /** What the developer has decided about the module's state. */
  decisions: StateDecisions;
  /** Old functions of whose activations the developer has decided, changed or not. */
  decided: Set<number>;
  /** Old functions whose code some activations finish in. */
  kept: Map<number, KeptVersion>;
  /** Where functions are that went to other modules. */
  moves: Move[];
  /** Module state that comes from other modules. */
  taken: TakenBinding[];
  /** Module state that a module has taken over which has no step in this update. */
  given: GivenBinding[];
  /** The module is no longer in use, though its text is the same: what moved is not there any more. */
  isDormant: boolean;
  /** Old functions in which a name of the module's scope means another binding now. */
  rebound: ReadonlySet<number>;
}

/** What went from one module to another in an update: a correspondence of those functions alone. */
export interface Move {
  correspondence: Correspondence;
  lineage: Lineage;
  to: Version;
}

/** A binding that continues one of another module. */
export interface TakenBinding {
  /** `name@offset` of the new variable. */
  key: string;
  /** The version of the other module that declared it, and its name there. */
  from: Version;
  name: string;
}

/** The same, for a module whose text is loaded as it is. */
export interface GivenBinding extends TakenBinding {
  to: Version;
  variable: Variable;
}

/** A version under which the last activations of one old function finish. */
export interface KeptVersion {
  version: Version;
  of: Version;
  fn: number;
}

/** Where a function of some version is in the newest one. */
export interface Landing {
  version: Version;
  fn: number;
}

export interface PushOptions {
  /** Every function counts as changed. */
  isForced?: boolean;
  overrides?: CorrespondenceOverrides | undefined;
  decisions?: StateDecisions | undefined;
  /** What corresponds, where that is known already. */
  correspondence?: Correspondence;
  /** Code that went to another module, or came from one. */
  elsewhere?: InferenceOptions['elsewhere'];
  isDormant?: boolean;
}

/** The versions of one module that have run, oldest first, and the steps between them. */
export class Lineage {
  readonly versions: Version[];
  readonly steps: Step[] = [];
  /** By hash, what is kept of old versions for the activations that finish in them. */
  readonly kept = new Map<string, KeptVersion>();

  constructor(first: Version) {
    this.versions = [first];
  }

  get newest(): Version {
    return this.versions[this.versions.length - 1] as Version;
  }

  version(hash: string): Version | undefined {
    return this.versions.find((version) => version.hash === hash) ?? this.kept.get(hash)?.version;
  }

  /** Takes a version as the newest one. */
  push(to: Version, options: PushOptions = {}): Step {
    const { overrides, decisions = NO_DECISIONS, elsewhere } = options;
    const from = this.newest;
    const correspondence =
      options.correspondence ??
      inferCorrespondence(from.model, to.model, {
        ...(overrides && { overrides }),
        ...(elsewhere && { elsewhere }),
      });
    const otherImports = importedElsewhere(correspondence);
    // Code that stays the same reads such a binding under its old name.
    const isForced = options.isForced === true || otherImports.size > 0;
    const decided = new Set(decidedIn(from, overrides, () => true));
    const finishing = decidedIn(from, overrides, ({ do: choice }) => choice === 'finish-old');
    // Whoever still calls a function that is gone gets its last code, which nothing is decided of.
    const gone = [...decided].filter((fn) => correspondence.functionFor(fn)?.now === undefined);
    const kept = new Map<number, KeptVersion>();
    for (const fn of new Set([...finishing, ...gone])) {
      const version = from.under(`${from.hash}~${to.hash}~${fn}`);
      const entry = { version, of: from, fn };
      kept.set(fn, entry);
      this.kept.set(version.hash, entry);
    }
    const step: Step = {
      from,
      to,
      correspondence,
      isForced,
      otherImports,
      overrides,
      decisions,
      decided,
      kept,
      moves: [],
      taken: [],
      given: [],
      isDormant: options.isDormant ?? false,
      rebound: reboundFunctions(correspondence),
    };
    this.versions.push(to);
    this.steps.push(step);
    return step;
  }

  /** Takes the newest version back. */
  pop(): void {
    this.versions.pop();
    for (const { version } of this.steps.pop()?.kept.values() ?? []) {
      this.kept.delete(version.hash);
    }
  }

  /** The function's counterpart, in this module or another; undefined when it is gone. */
  land(hash: string, fn: number): Landing | undefined {
    const finishes = this.#finishes(hash, fn);
    let last: Landing = { version: finishes ?? this.version(hash) ?? this.newest, fn };
    for (const { to, now } of this.#legs(hash, fn)) {
      if (now === undefined) return undefined;
      last = { version: to, fn: now };
    }
    return last;
  }

  /** Whether a function's text, or what its names mean, differs between a version and the newest one. */
  hasChanged(hash: string, fn: number): boolean {
    for (const { step, correspondence, at, now } of this.#legs(hash, fn)) {
      const match = correspondence.functionFor(at);
      const hasMoved = correspondence !== step.correspondence;
      if (step.isForced || now === undefined || hasMoved || match?.changed !== false) return true;
      if (step.rebound.has(at) || step.decided.has(at)) return true;
    }
    return false;
  }

  /** Whether other code takes over from a function: one that is gone goes on with what it has. */
  isReplaced(hash: string, fn: number): boolean {
    for (const { step, at, now } of this.#legs(hash, fn)) {
      if (step.decided.has(at)) return true;
      if (now === undefined) return false;
    }
    return this.hasChanged(hash, fn);
  }

  /** The version that a function's last activations finish in. */
  #finishes(hash: string, fn: number): Version | undefined {
    const kept = this.kept.get(hash);
    return kept?.fn === fn ? kept.version : undefined;
  }

  /**
   * The way of a function from a version on, step by step, also into another module. It is told where
   * the function is after each step, where that is not where the function's counterpart is.
   */
  *#legs(hash: string, fn: number): Generator<Leg, void, number | undefined> {
    if (this.#finishes(hash, fn)) return;
    const source = this.kept.get(hash)?.of.hash ?? hash;
    const index = this.versions.findIndex((version) => version.hash === source);
    let steps: readonly Step[] = index < 0 ? [] : this.steps.slice(index);
    let at = fn;
    for (let step = steps[0]; step; step = steps[0]) {
      const move = moveIn(step, at);
      const correspondence = move?.correspondence ?? step.correspondence;
      const now = correspondence.functionFor(at)?.now;
      const next = yield { step, correspondence, to: move?.to ?? step.to, at, now };
      steps = move
        ? move.lineage.steps.slice(move.lineage.versions.indexOf(move.to))
        : steps.slice(1);
      at = next ?? now ?? -1;
    }
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
    const whole = { matches, hops, from: start, start: point.start };
    let last = start;
    const legs = this.#legs(hash, fn);
    for (let leg = legs.next(); leg.done !== true; leg = legs.next(at)) {
      const { step, to, correspondence } = leg.value;
      const { from, overrides, kept } = step;
      const match = correspondence.mapPoint(at, keyOf(from, at, place));
      matches.push(match);
      if (match.end?.do === 'finish-old') {
        const version = kept.get(at)?.version;
        if (version) return { ...whole, fn: at, place, to: version, ending: match.end };
      } else if (match.end) return { ...whole, fn: at, place, to: from, ending: match.end };
      const landed = placeOf(to, match, place.kind);
      if (!landed) return { ...whole, fn: -1, place, to };
      hops.push({ ...hop(from, to, correspondence, at, match.fn, match), overrides });
      at = match.fn;
      place = landed;
      last = to;
    }
    return { ...whole, fn: at, place, to: this.#finishes(hash, fn) ?? last };
  }

  /** As `route`, for the entry of a function; one that is gone keeps the last code it had. */
  entry(hash: string, fn: number): Route | undefined {
    const start = this.version(hash);
    if (!start) return undefined;
    const hops: Hop[] = [];
    let at = fn;
    let last = this.kept.get(hash)?.of ?? start;
    for (const { step, to, correspondence, now } of this.#legs(hash, fn)) {
      const { from, overrides, kept } = step;
      if (now === undefined) {
        last = kept.get(at)?.version ?? last;
        break;
      }
      hops.push({ ...hop(from, to, correspondence, at, now), overrides });
      at = now;
      last = to;
    }
    const node = last.model.functions[at]?.node;
    if (!node) return undefined;
    const place: Place = { kind: 'entry', node, at: -1 };
    return { fn: at, place, matches: [], hops, from: start, to: last };
  }
}

/** Old functions about whose activations a decision of some kind was made. */
function decidedIn(
  from: Version,
  overrides: CorrespondenceOverrides | undefined,
  isMeant: (choice: FrameDecision) => boolean,
): number[] {
  const paths = new Set<string>();
  for (const [path, choices] of Object.entries(overrides?.points ?? {})) {
    if (Object.values(choices).some(isMeant)) paths.add(path);
  }
  for (const range of overrides?.ranges ?? []) {
    if (isMeant(range.choice)) paths.add(range.function);
  }
  if (paths.size === 0) return [];
  return from.model.functions.filter((fn) => paths.has(functionLabel(fn))).map((fn) => fn.index);
}

/** One step on the way of a function. */
interface Leg {
  step: Step;
  /** The step's own correspondence, or the one to another module. */
  correspondence: Correspondence;
  to: Version;
  /** The function before and after. */
  at: number;
  now: number | undefined;
}

/** The move of a function that has no counterpart in its module. */
function moveIn({ correspondence, isDormant, moves }: Step, fn: number): Move | undefined {
  if (!isDormant && correspondence.functionFor(fn)?.now !== undefined) return undefined;
  return moves.find((move) => move.correspondence.functionFor(fn)?.now !== undefined);
}

interface Hop {
  to: Version;
  /** The function in the version before, and in this one. */
  oldFn: number;
  nowFn: number;
  overrides?: CorrespondenceOverrides | undefined;
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
  /** Where the activation stood in `from`; undefined at an entry. */
  start?: number;
  /** How it ends in `to`, in place of going on. */
  ending?: NonNullable<PointMatch['end']>;
}

const keyOf = (version: Version, fn: number, { kind, node }: Place): string =>
  version.model.functions[fn]?.points.find((point) => point.kind === kind && point.node === node)
    ?.key ?? `${kind}@${node.start}`;

const RECEIVING: readonly string[] = ['call', 'new', 'tag', 'super', 'await', 'yield'];

/** @param kind of the place that the activation comes from */
function placeOf(version: Version, match: PointMatch, kind: Place['kind']): Place | undefined {
  if (match.key === undefined || match.fn < 0) return undefined;
  const fn = version.model.functions[match.fn];
  const point: Point | undefined = fn?.points.find((candidate) => candidate.key === match.key);
  if (point) {
    const { node, at } = point;
    if (point.kind === 'entry') return { kind: 'entry', node, at, restart: kind !== 'entry' };
    // Nothing arrives at a call that was not waited for, or that is another one: it is made.
    const isNew = RECEIVING.includes(point.kind) && !RECEIVING.includes(kind);
    const isOther = match.how === 'guess' && ['call', 'new', 'tag'].includes(point.kind);
    return { kind: point.kind, node, at, redo: isNew || isOther };
  }
  const side = match.key.slice(0, match.key.indexOf('@'));
  if (match.node && (side === 'before' || side === 'end'))
    return { kind: side, node: match.node, at: -1 };
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
  return { to, oldFn, nowFn, match, correspondence, nodes, oldVariables, variables };
}

/** Finds where the values of the newest version come from, through all versions in between. */
export function followRoute(
  route: Route,
): Pick<TransferInput, 'source' | 'counter' | 'nodeBefore' | 'at' | 'given'> {
  return {
    given: (now) => givenTo(route, now),
    at: route.start,
    source: (now) => followVariable(route, now),
    counter: (loop) => followCounter(route, loop),
    nodeBefore: (now) => {
      let node: Node | undefined = now;
      for (const hop of [...route.hops].reverse()) node = node && beforeIn(hop, node);
      return node;
    },
  };
}

/** The oldest variable that counted the items of a loop before it began to iterate. */
function followCounter(route: Route, loop: Node): Variable | undefined {
  let node: Node | undefined = loop;
  for (let index = route.hops.length - 1; index >= 0 && node; index -= 1) {
    const hop = route.hops[index];
    const carry = hop?.correspondence.loops(hop.oldFn).get(node);
    if (carry?.kind === 'skip') {
      const before = followVariable({ ...route, hops: route.hops.slice(0, index) }, carry.index);
      return before?.kind === 'kept' ? before.old : undefined;
    }
    node = hop?.nodes.get(node);
  }
  return undefined;
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

/** What plans give a variable of an enclosing function that a closure has not kept. */
function givenTo(route: Route, now: Variable): string | undefined {
  let name = now.name;
  for (const hop of [...route.hops].reverse()) {
    const fn = hop.to.model.functions[hop.nowFn];
    const given = fn && hop.overrides?.variables?.[functionLabel(fn)]?.[name];
    if (given !== undefined) return given;
    const from = matchIn(hop, now)?.from;
    if (from?.kind === 'kept') name = hop.oldVariables.get(from.old)?.name ?? name;
  }
  return undefined;
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
    if (from.kind === 'position') return followPosition(route.hops.slice(0, index + 1), from);
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

/** The oldest form of the loop whose position tells an index. */
function followPosition(
  hops: readonly Hop[],
  { loop: start, list }: Extract<VariableMatch['from'], { kind: 'position' }>,
): ReturnType<TransferInput['source']> {
  const last = hops[hops.length - 1];
  let node = [...(last?.correspondence.nodeMap(last.oldFn).keys() ?? [])].find(
    (old) => old.type === 'ForOfStatement' && old.start === start,
  );
  for (const hop of hops.slice(0, -1).reverse()) node = node && hop.nodes.get(node);
  return node && { kind: 'position', loop: node, list };
}

function initialiserText(version: Version, variable: Variable): string {
  const found = initialiserOf(variable);
  if (found.kind !== 'value' || found.pattern) return 'undefined';
  return version.source.text.slice(found.value.start, found.value.end);
}
