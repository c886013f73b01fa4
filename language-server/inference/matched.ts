import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, SourceModel } from '../../program-model/model/types.js';
import type { BodyMatch } from './body-match.js';
import type { Decisions } from './decisions.js';
import {
  becameCallback,
  carriedVariables,
  iterationLost,
  loopCarries,
  type LoopCarry,
} from './iterations.js';
import { findPoint, lost, mapGapInBody, mapPointInBody, pointAt } from './points.js';
import type { Relocation } from './splits.js';
import type { Correspondence, FunctionMatch, PointMatch, VariableMatch } from './types.js';
import { pairVariables, type VariablePair } from './variable-pairs.js';
import { sourcesOf } from './variables.js';

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

  nodeMap(oldFn: number): ReadonlyMap<Node, Node> {
    return this.bodyOf(oldFn)?.nodeMap ?? NO_NODES;
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
    for (const relocation of this.relocationsOf(oldFn)) {
      const there = mapRelocated(relocation, found);
      if (there !== undefined) return there;
    }
    if (body === undefined || direct === undefined) return lost('the function is gone');
    const why = becameCallback(body, found.node, this.addedIn(body.now.index), this.texts);
    return why === undefined ? direct : lost(why);
  }

  mapVariables(oldFn: number, nowFn: number, at?: PointMatch): VariableMatch[] {
    const now = this.now.functions[nowFn];
    if (now === undefined) return [];
    const bodies = [this.bodyOf(oldFn), ...this.relocationsOf(oldFn).map((r) => r.body)];
    const body = bodies.find((candidate) => candidate?.now === now);
    const pairs = body === undefined ? [] : this.variablesOf(body);
    const carried = body && carriedVariables(this.carriesIn(body), body);
    const from = this.old.functions[oldFn] ?? now;
    const { text: oldText } = this.old;
    const sources = sourcesOf({ pairs, old: from, oldText, now, model: this.now, at, carried });
    // Of functions that do not correspond nothing is known.
    if (body === undefined) {
      for (const source of sources) source.confidence = Math.min(source.confidence, 0.5);
    }
    return this.decisions?.variables(now, sources, at) ?? sources;
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

  loops(oldFn: number): ReadonlyMap<Node, LoopCarry> {
    const body = this.bodyOf(oldFn);
    return body === undefined ? new Map<Node, LoopCarry>() : this.carriesIn(body);
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
function mapRelocated(
  { kind, body, host, call, share }: Relocation,
  point: Point,
): PointMatch | undefined {
  if (point.kind === 'entry') return undefined;
  const match = mapPointInBody(body, point, Math.min(0.94, 0.5 + share / 2));
  if (match.how === 'guess' || match.how === 'lost' || match.key === undefined) return undefined;
  const place = { fn: match.fn, key: match.key };
  if (kind === 'inlined') {
    const reason = `${match.reason}; ${body.old.path} is part of ${body.now.path} now`;
    return { ...match, how: 'moved', reason, joinsCaller: true };
  }
  const reason = `${match.reason}; ${body.now.path} was taken out of ${body.old.path}`;
  const caller = {
    fn: host.now.index,
    key: pointAt(host.now, 'call', call)?.key ?? `call@${call.start}`,
  };
  return { ...match, how: 'moved', reason, frames: [caller, place] };
}
