import type { Node } from '../../program-model/model/estree.js';
import type {
  FunctionModel,
  Point,
  SourceModel,
  Variable,
} from '../../program-model/model/types.js';
import type { BodyMatch } from './body-match.js';
import type { Decisions } from './decisions.js';
import {
  becameCallback,
  begunVariables,
  carriedVariables,
  iterationLost,
  loopCarries,
  type LoopCarry,
} from './iterations.js';
import { findPoint, lost, mapGapInBody, mapPointInBody, pointAt } from './points.js';
import { carryOf, fromIteration, mapIteration, overIteration } from './loop-points.js';
import { argumentFor } from './split-arguments.js';
import { waitingFor, type Relocation } from './splits.js';
import type {
  Correspondence,
  FramePlace,
  FunctionMatch,
  JoinedVariable,
  PointMatch,
  VariableMatch,
  VariableSource,
} from './types.js';
import { pairVariables, type VariablePair } from './variable-pairs.js';
import { sourcesOf } from './variables.js';

/** Below what counts as sure, above what is asked about. */
const UNSURE_INITIALISER = 0.94;

const NO_NODES: ReadonlyMap<Node, Node> = new Map();

/** A correspondence that rests on matched bodies. */
export abstract class MatchedCorrespondence implements Correspondence {
  private readonly variables = new Map<BodyMatch, readonly VariablePair[]>();
  private readonly carries = new Map<BodyMatch, ReadonlyMap<Node, LoopCarry>>();

  constructor(
    readonly old: SourceModel,
    readonly now: SourceModel,
    readonly decisions?: Decisions,
  ) {}

  abstract get functions(): readonly FunctionMatch[];

  abstract functionFor(oldFn: number): FunctionMatch | undefined;

  /** The matched bodies of a function and its counterpart; undefined for a removed function. */
  abstract bodyOf(oldFn: number): BodyMatch | undefined;

  /** Where code of an old function is that went into another one. */
  abstract relocationsOf(oldFn: number): readonly Relocation[];

  nodeMap(oldFn: number, nowFn?: number): ReadonlyMap<Node, Node> {
    return this.bodyIn(oldFn, nowFn)?.nodeMap ?? NO_NODES;
  }

  /** The matched code of an old function in its counterpart, or in another new function. */
  private bodyIn(oldFn: number, nowFn: number | undefined): BodyMatch | undefined {
    const own = this.bodyOf(oldFn);
    if (nowFn === undefined || own?.now.index === nowFn) return own;
    return this.relocationsOf(oldFn).find(({ body }) => body.now.index === nowFn)?.body;
  }

  mapPoint(oldFn: number, point: string | Point): PointMatch {
    const fn = this.old.functions[oldFn];
    const found = fn && findPoint(fn, point);
    const body = this.bodyOf(oldFn);
    const confidence = this.functionFor(oldFn)?.confidence ?? 0;
    if (found === undefined) {
      const place =
        body && typeof point === 'string' ? mapGapInBody(body, point, confidence) : undefined;
      return place ?? lost('no such point in the old version');
    }
    const decided = this.decisions?.point(fn as FunctionModel, found, body?.now);
    if (decided !== undefined) return decided;
    const direct = body && this.withIterations(body, mapPointInBody(body, found, confidence));
    if (direct !== undefined && direct.how !== 'guess') return direct;
    const there = this.mapRelocations(oldFn, found);
    if (there !== undefined) return there;
    if (body === undefined || direct === undefined) return lost('the function is gone');
    const why = becameCallback(body, found.node, this.addedIn(body.now.index), this.texts);
    return why === undefined ? direct : lost(why);
  }

  mapVariables(oldFn: number, nowFn: number, at?: PointMatch): VariableMatch[] {
    const now = this.now.functions[nowFn];
    if (now === undefined) return [];
    const body = this.bodyIn(oldFn, nowFn);
    const pairs = body === undefined ? [] : this.variablesOf(body);
    const carries = body && this.carriesIn(body);
    const carried = carries && carriedVariables(carries, body, at);
    const begun = carries && begunVariables(carries, body, at, this.now.text);
    const from = this.old.functions[oldFn] ?? now;
    const { text: oldText } = this.old;
    const sources = sourcesOf({
      pairs,
      old: from,
      oldText,
      now,
      model: this.now,
      at,
      carried,
      begun,
    });
    // Of functions that do not correspond nothing is known.
    if (body === undefined) {
      for (const source of sources) source.confidence = Math.min(source.confidence, 0.5);
    }
    const taken = this.relocationsOf(oldFn).find(({ body: there }) => there.now === now);
    if (taken?.loop) fromIteration(taken, this.old.text, sources, at);
    else this.fromArguments(oldFn, now, sources);
    // What the code that was taken out says of a variable's uses is missing here.
    if (this.relocationsOf(oldFn).some(({ host }) => host === body)) {
      for (const source of sources) {
        if (source.from.kind === 'initialiser')
          source.confidence = Math.min(source.confidence, UNSURE_INITIALISER);
      }
    }
    return this.decisions?.variables(now, sources, at) ?? sources;
  }

  /** A parameter of a function that was taken out of another has what it is called with. */
  private fromArguments(oldFn: number, now: FunctionModel, sources: VariableMatch[]): void {
    const relocation = this.relocationsOf(oldFn).find(({ body }) => body.now === now);
    if (relocation?.kind !== 'extracted') return;
    if (!sources.some(({ from }) => from.kind === 'question')) return;
    const { host, call } = relocation;
    const pairs = this.variablesOf(host);
    for (const source of sources) {
      if (source.from.kind !== 'question') continue;
      const found = argumentFor(source.now, {
        now,
        call,
        host: host.now,
        pairs,
        text: this.now.text,
      });
      if (found) Object.assign(source, found);
    }
  }

  mapJoined(callee: number, caller: number, nowFn: number, at?: PointMatch): JoinedVariable[] {
    const now = this.now.functions[nowFn];
    const from = this.old.functions[caller];
    if (now === undefined || from === undefined) return [];
    // A call that has not begun has no values.
    const inner = at?.starts === true ? [] : this.pairsIn(callee, nowFn);
    const ofCallee = new Set(inner.map((pair) => pair.now));
    const outer = this.pairsIn(caller, nowFn).filter((pair) => !ofCallee.has(pair.now));
    const carriedIn = (fn: number): [Variable, VariableSource][] => {
      const body = this.bodyIn(fn, nowFn);
      return body ? [...carriedVariables(this.loops(fn, nowFn), body, at)] : [];
    };
    const counted = carriedIn(callee);
    const carried = new Map([...carriedIn(caller), ...counted]);
    for (const [variable] of counted) ofCallee.add(variable);
    const pairs = [...inner, ...outer];
    const oldText = this.old.text;
    const sources = sourcesOf({ pairs, old: from, oldText, now, model: this.now, at, carried });
    const keys = new Set([...ofCallee].map(({ key }) => key));
    const loop = this.relocationsOf(callee).find(({ body }) => body.now === now)?.loop;
    if (loop && at?.starts === true) overIteration(loop, sources, keys);
    return (this.decisions?.variables(now, sources, at) ?? sources).map((source) => ({
      ...source,
      of: keys.has(source.now) ? 'callee' : 'caller',
    }));
  }

  private pairsIn(oldFn: number, nowFn: number): readonly VariablePair[] {
    const body = this.bodyIn(oldFn, nowFn);
    return body === undefined ? [] : this.variablesOf(body);
  }

  private get texts(): { old: string; now: string } {
    return { old: this.old.text, now: this.now.text };
  }

  /** The functions inside a new one that have no old counterpart. */
  private addedIn(nowFn: number): FunctionModel[] {
    return this.functions.flatMap(({ old, now }) => {
      const fn = old === undefined ? this.now.functions[now ?? -1] : undefined;
      return fn?.parent === nowFn ? [fn] : [];
    });
  }

  loops(oldFn: number, nowFn?: number): ReadonlyMap<Node, LoopCarry> {
    const body = this.bodyIn(oldFn, nowFn);
    if (body === undefined) return new Map<Node, LoopCarry>();
    const relocated = this.relocationsOf(oldFn).flatMap((relocation) => {
      const isMeant = relocation.body === body || relocation.host.now.index === body.now.index;
      return isMeant ? carryOf(relocation, this.texts) : [];
    });
    return relocated.length === 0
      ? this.carriesIn(body)
      : new Map([...this.carriesIn(body), ...relocated]);
  }

  private carriesIn(body: BodyMatch): ReadonlyMap<Node, LoopCarry> {
    let found = this.carries.get(body);
    if (found === undefined) {
      found = loopCarries(body, this.texts);
      this.carries.set(body, found);
    }
    return found;
  }

  /** A place inside a loop is lost where the iteration under way cannot be carried over. */
  private withIterations(body: BodyMatch, match: PointMatch): PointMatch {
    if (match.node === undefined || match.how === 'lost') return match;
    const why = iterationLost(this.carriesIn(body), match.node, body.now.node);
    return why === undefined ? match : lost(why);
  }

  /** Where a point is whose code went into another function. */
  private mapRelocations(oldFn: number, point: Point): PointMatch | undefined {
    const [first, ...others] = this.relocationsOf(oldFn).flatMap((relocation) => {
      const match = mapRelocated(relocation, point);
      if (match === undefined) return [];
      const there = this.withIterations(relocation.body, match);
      return [there];
    });
    if (first?.joinsCaller !== true || others.length === 0) return first;
    return { ...first, otherCallers: others };
  }

  private variablesOf(body: BodyMatch): readonly VariablePair[] {
    let pairs = this.variables.get(body);
    if (pairs === undefined) {
      const functionFor = (fn: FunctionModel): FunctionModel | undefined =>
        this.now.functions[this.functionFor(fn.index)?.now ?? -1];
      pairs = pairVariables(body, functionFor, this);
      this.variables.set(body, pairs);
    }
    return pairs;
  }
}

/** A point whose code is in another function now. */
function mapRelocated(relocation: Relocation, point: Point): PointMatch | undefined {
  const { kind, body, host, call, share, loop } = relocation;
  if (loop) {
    const there = mapIteration(relocation, point);
    if (there) return there;
    if (kind === 'extracted' && (body.now.async || body.now.generator)) return undefined;
  }
  if (point.kind === 'entry') return undefined;
  const match = mapPointInBody(body, point, Math.min(0.94, 0.5 + share / 2));
  if (match.how === 'guess' || match.how === 'lost' || match.key === undefined) return undefined;
  const place = { fn: match.fn, key: match.key };
  if (kind === 'inlined') {
    const reason = `${match.reason}; ${body.old.path} is part of ${body.now.path} now`;
    const caller = callerOf(host.old, body.old, call);
    return { ...match, how: 'moved', reason, joinsCaller: true, ...(caller && { caller }) };
  }
  const reason = `${match.reason}; ${body.now.path} was taken out of ${body.old.path}`;
  const caller = {
    fn: host.now.index,
    key: pointAt(host.now, 'call', call)?.key ?? `call@${call.start}`,
  };
  return { ...match, how: 'moved', reason, frames: [caller, place] };
}

/** Where the caller of a function waits for it: nobody can whose code does not wait for it right there. */
export function callerOf(
  host: FunctionModel,
  callee: FunctionModel,
  call: Node,
): FramePlace | undefined {
  const node = waitingFor(callee, call);
  const point = node && host.points.find((candidate) => candidate.node === node);
  return point && { fn: host.index, key: point.key };
}
