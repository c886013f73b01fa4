import {
  composeCorrespondences,
  type Correspondence,
  type PointMatch,
  type VariableMatch,
} from '../../language-server/inference/index.js';
import type { LoopCarry } from '../../language-server/inference/iterations.js';
import { needAt } from '../../language-server/inference/liveness.js';
import type { FunctionModel, Node, Variable } from '../../program-model/model/index.js';
import type { Place } from '../../program-model/emit/continuation.js';
import { entryHop, Hop } from './hops.js';
import { MergedCorrespondence, type FunctionTable } from './merged-correspondence.js';
import { gapsIn, ownNodes } from './own-nodes.js';
import { isOwnTextSame } from './own-text.js';
import { initialiserText, keyOf, placeOf } from './route.js';
import { changesIn } from './standing.js';
import { NO_DECISIONS, type StateDecisions } from './state-decisions.js';
import type { Step } from './step.js';
import type { Version } from './versions.js';

/** Whether a step says nothing beyond its correspondence, so that it can become part of another. */
export const isPlain = (step: Step): boolean =>
  !step.isForced &&
  !step.isDormant &&
  step.overrides === undefined &&
  step.types === undefined &&
  isUndecided(step.decisions) &&
  step.otherImports.size + step.decided.size + step.kept.size === 0 &&
  step.moves.length + step.taken.length + step.given.length === 0 &&
  !takesLoops(step);

/** A loop became a callback: each step says by itself how its iterations go on. */
const takesLoops = ({ correspondence }: Step): boolean =>
  correspondence.functions.some(
    ({ old, host }) =>
      old === undefined &&
      host !== undefined &&
      [...correspondence.loops(host).values()].some(({ kind }) => kind === 'called'),
  );

const isUndecided = ({ bindings, statements, classes }: StateDecisions): boolean =>
  bindings.size + statements.size + classes.size === 0;

/** A function in the version before, in the one between and in the one after. */
type Way = [old: number, middle: number, now: number];

/** How many values of variables at places a merged step may write down. */
const MOST_ENTRIES = 2_000_000;

/**
 * One plain step in place of two, for when nothing of the version between them is in use any more.
 * Whatever goes over it arrives where the two would have led it.
 * @returns undefined where that would take more room and time than the version between
 */
export function mergeSteps(first: Step, second: Step): Step | undefined {
  const { functions } = composeCorrespondences(first.correspondence, second.correspondence);
  const merger = new Merger(first, second);
  const tables = new Map<number, FunctionTable>();
  const rebound = new Set<number>();
  const same: Way[] = [];
  let room = MOST_ENTRIES;
  const addTable = (way: Way): void => {
    room -= merger.entries(way);
    if (room > 0) tables.set(way[0], merger.table(...way));
  };
  for (const { old, now } of functions) {
    if (old === undefined || now === undefined) continue;
    const middle = first.correspondence.functionFor(old)?.now ?? -1;
    const isRebound = first.rebound.has(old) || second.rebound.has(middle);
    if (isRebound) rebound.add(old);
    const isChanged = changesIn(first, old) || changesIn(second, middle);
    if (!isChanged || (!isRebound && merger.isOwnTextSame(old, middle, now)))
      same.push([old, middle, now]);
    else addTable([old, middle, now]);
    if (room <= 0) return undefined;
  }
  const users = usersOfNew(second.to, tables.values());
  for (const way of same) {
    if (users.has(way[2])) addTable(way);
    if (room <= 0) return undefined;
  }
  const merged = new MergedCorrespondence(first.from.model, second.to.model, functions, tables);
  return {
    ...second,
    from: first.from,
    correspondence: merged,
    decisions: NO_DECISIONS,
    rebound,
  };
}

/** The functions that use a variable which the old version did not have. */
function usersOfNew(version: Version, tables: Iterable<FunctionTable>): Set<number> {
  const users = new Set<number>();
  for (const table of tables) {
    for (const { now, from } of table.variables) {
      const variable = from.kind === 'kept' ? undefined : version.variable(now);
      for (const { identifier } of variable?.declaration.references ?? []) {
        // Those around its own function do not see it.
        for (let at = identifier as Node | null; at; at = at.parent) {
          const fn = version.model.functionOf.get(at);
          if (fn) users.add(fn.index);
          if (fn?.index === variable?.owner) break;
        }
      }
    }
  }
  return users;
}

class Merger {
  readonly #first: Correspondence;
  readonly #second: Correspondence;

  constructor(
    readonly first: Step,
    readonly second: Step,
  ) {
    this.#first = first.correspondence;
    this.#second = second.correspondence;
  }

  isOwnTextSame(old: number, middle: number, now: number): boolean {
    return isOwnTextSame(this.#first, old, middle) && isOwnTextSame(this.#second, middle, now);
  }

  /** About how many a table of a function has. */
  entries([old, , now]: Way): number {
    const points = this.first.from.model.functions[old]?.points.length ?? 0;
    const variables = this.#variablesIn(now).reduce((sum, fn) => sum + fn.variables.length, 0);
    // Places between statements are more than points.
    return (points + 1) * 4 * variables;
  }

  table(old: number, middle: number, now: number): FunctionTable {
    const { first, second } = this;
    const fn = first.from.model.functions[old];
    if (!fn) throw new Error(`no function ${old}`);
    const hops = [
      entryHop({ ...first, overrides: undefined, touches: undefined, oldFn: old, nowFn: middle }),
      entryHop({ ...second, overrides: undefined, touches: undefined, oldFn: middle, nowFn: now }),
    ] as const;
    const points = new Map<string, PointMatch>();
    const variablesAt = new Map<PointMatch, VariableMatch[]>();
    const nodes = ownNodes(first.from.model, fn);
    const places: Place[] = [
      ...gapsIn(nodes).map(({ key, node }): Place => ({ kind: sideOf(key), node, at: -1 })),
      ...fn.points,
    ];
    for (const place of places) {
      const found = this.#point(old, place);
      points.set(keyOf(first.from, old, place), found.match);
      if (found.hops) variablesAt.set(found.match, this.#variables(found.hops, found.match.fn));
    }
    return {
      nodes: this.#nodes(old, middle),
      loops: this.#loops(old, middle, hops),
      points,
      variables: this.#variables(hops, now),
      variablesAt,
    };
  }

  #nodes(old: number, middle: number): Map<Node, Node> {
    const onwards = this.#second.nodeMap(middle);
    const joined = new Map<Node, Node>();
    for (const [from, between] of this.#first.nodeMap(old)) {
      const to = onwards.get(between);
      if (to) joined.set(from, to);
    }
    return joined;
  }

  /** Where an activation goes on, as {@link Lineage.route} follows it over both steps. */
  #point(old: number, place: Place): { match: PointMatch; hops?: readonly [Hop, Hop] } {
    const { first, second } = this;
    const before = this.#first.mapPoint(old, keyOf(first.from, old, place));
    const between = placeOf(first.to, before, place);
    if (!between) return { match: lostBy(before) };
    const after = this.#second.mapPoint(before.fn, keyOf(first.to, before.fn, between));
    const last = placeOf(second.to, after, between);
    if (!last) return { match: lostBy(after) };
    const match = join(before, after);
    if (last.redo === true) match.redo = true;
    const hops = [
      new Hop({
        ...first,
        overrides: undefined,
        touches: undefined,
        oldFn: old,
        nowFn: before.fn,
        match: before,
      }),
      new Hop({
        ...second,
        overrides: undefined,
        touches: undefined,
        oldFn: before.fn,
        nowFn: after.fn,
        match: after,
      }),
    ] as const;
    return { match, hops };
  }

  /** Those of the functions around as well: what an activation has of them depends on where it is. */
  #variables(hops: readonly [Hop, Hop], nowFn: number): VariableMatch[] {
    return this.#variablesIn(nowFn).flatMap((fn) =>
      fn.variables.flatMap((variable) => this.#variable(hops, variable) ?? []),
    );
  }

  /** A function and those around it whose variables it has kept: a module's are reached by their names. */
  #variablesIn(nowFn: number): FunctionModel[] {
    const { model, analysis } = this.second.to;
    const found: FunctionModel[] = [];
    for (let fn = model.functions[nowFn]; fn; fn = model.functions[fn.parent]) {
      if (fn.index === nowFn || !analysis.hosts.has(fn)) found.push(fn);
    }
    return found;
  }

  #variable([first, second]: readonly [Hop, Hop], variable: Variable): VariableMatch | undefined {
    const late = second.variable(variable);
    if (late?.from.kind === 'position') {
      const loop = this.#loopBefore(first, late.from.loop);
      return loop && { ...late, from: { ...late.from, loop: loop.start } };
    }
    if (late?.from.kind !== 'kept') return late;
    const between = second.oldVariable(late.from.old);
    const early = between && first.variable(between);
    if (!early) return undefined;
    const confidence = Math.min(early.confidence, late.confidence);
    const reason = early.confidence < late.confidence ? early.reason : late.reason;
    let { from } = early;
    // Made by the version between, which the value was in from then on.
    if (from.kind === 'initialiser' && isMade(first, between))
      from = { kind: 'expression', text: initialiserText(first.to, between) };
    return { now: variable.key, from, confidence, reason };
  }

  #loopBefore(first: Hop, start: number): Node | undefined {
    const { oldFn } = first.input;
    for (const [from, to] of this.#first.nodeMap(oldFn)) {
      if (to.type === 'ForOfStatement' && to.start === start) return from;
    }
    return undefined;
  }

  #loops(old: number, middle: number, [first]: readonly [Hop, Hop]): Map<Node, LoopCarry> {
    const joined = new Map<Node, LoopCarry>();
    for (const [loop, carry] of this.#second.loops(middle)) {
      const found = carried(first, carry);
      if (found) joined.set(loop, found);
    }
    const onwards = this.#second.nodeMap(middle);
    for (const [loop, carry] of this.#first.loops(old)) {
      const last = onwards.get(loop);
      if (!last || carry.kind === 'position') continue;
      joined.set(last, joined.has(last) ? CHANGED_TWICE : carry);
    }
    return joined;
  }
}

const CHANGED_TWICE: LoopCarry = { kind: 'none', why: 'a loop has changed twice' };

/** A loop that counted in the version between: what counted before. Positions are variables' matter. */
function carried(first: Hop, carry: LoopCarry): LoopCarry | undefined {
  if (carry.kind === 'position') return undefined;
  if (carry.kind === 'none') return carry;
  const from = carry.index && first.variable(carry.index)?.from;
  const index = from?.kind === 'kept' ? first.oldVariable(from.old) : undefined;
  return index ? { ...carry, index } : { kind: 'none', why: 'nothing has counted its items' };
}

const isMade = (hop: Hop, variable: Variable): boolean =>
  !hop.match || needAt(variable, hop.match) !== 'declared-later';

const sideOf = (key: string): 'before' | 'end' => (key.startsWith('end') ? 'end' : 'before');

/** Nothing that is kept may refer to the version between. */
const lostBy = ({ confidence, reason }: PointMatch): PointMatch => ({
  fn: -1,
  key: undefined,
  how: 'lost',
  confidence,
  reason,
});

const CERTAINTY = ['exact', 'moved', 'guess', 'lost'] as const;

function join(before: PointMatch, after: PointMatch): PointMatch {
  const isFirst = before.confidence < after.confidence;
  const joinsCaller = before.joinsCaller === true || after.joinsCaller === true;
  const frames = after.frames ?? before.frames;
  return {
    ...after,
    how: CERTAINTY[Math.max(CERTAINTY.indexOf(before.how), CERTAINTY.indexOf(after.how))] ?? 'lost',
    confidence: Math.min(before.confidence, after.confidence),
    reason: isFirst ? before.reason : after.reason,
    ...(frames && { frames }),
    ...(joinsCaller && { joinsCaller }),
  };
}
