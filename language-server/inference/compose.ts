import type { Node } from '../../program-model/model/estree.js';
import type { Point, SourceModel } from '../../program-model/model/types.js';
import type { LoopCarry } from './iterations.js';
import type { Correspondence, FunctionMatch, PointMatch, VariableMatch } from './types.js';

/**
 * The correspondence from the first version to the third, through the second.
 *
 * @throws RangeError when the first does not lead to where the second starts
 */
export function composeCorrespondences(
  first: Correspondence,
  second: Correspondence,
): Correspondence {
  if (first.now !== second.old) throw new RangeError('the two correspondences do not meet');
  return new ComposedCorrespondence(first, second);
}

const CERTAINTY = { exact: 0, moved: 1, guess: 2, lost: 3 } as const;

class ComposedCorrespondence implements Correspondence {
  readonly old: SourceModel;
  readonly now: SourceModel;
  readonly functions: readonly FunctionMatch[];
  private readonly forOld = new Map<number, FunctionMatch>();

  constructor(
    private readonly first: Correspondence,
    private readonly second: Correspondence,
  ) {
    this.old = first.old;
    this.now = second.now;
    this.functions = this.joinFunctions();
    for (const match of this.functions) {
      if (match.old !== undefined && match.now !== undefined) this.forOld.set(match.old, match);
    }
  }

  functionFor(oldFn: number): FunctionMatch | undefined {
    return this.forOld.get(oldFn);
  }

  nodeMap(oldFn: number): ReadonlyMap<Node, Node> {
    const middle = this.first.functionFor(oldFn)?.now;
    const rest = middle === undefined ? undefined : this.second.nodeMap(middle);
    const joined = new Map<Node, Node>();
    for (const [from, to] of this.first.nodeMap(oldFn)) {
      const last = rest?.get(to);
      if (last !== undefined) joined.set(from, last);
    }
    return joined;
  }

  loops(oldFn: number): ReadonlyMap<Node, LoopCarry> {
    const middle = this.first.functionFor(oldFn)?.now;
    const before = this.first.loops(oldFn);
    const joined = new Map(middle === undefined ? [] : this.second.loops(middle));
    const onwards = middle === undefined ? undefined : this.second.nodeMap(middle);
    for (const [loop, carry] of before) {
      const last = onwards?.get(loop);
      if (last !== undefined && !joined.has(last)) joined.set(last, carry);
      else if (last !== undefined)
        joined.set(last, { kind: 'none', why: 'a loop has changed twice' });
    }
    return joined;
  }

  mapPoint(oldFn: number, point: string | Point): PointMatch {
    const before = this.first.mapPoint(oldFn, point);
    if (before.key === undefined) return before;
    const after = this.second.mapPoint(before.fn, before.point ?? before.key);
    const isLessSure = CERTAINTY[before.how] > CERTAINTY[after.how];
    const joinsCaller = before.joinsCaller === true || after.joinsCaller === true;
    // Which frame that is, only each step by itself can say.
    const { caller: _caller, otherCallers: _others, ...there } = after;
    return {
      ...there,
      how: isLessSure ? before.how : after.how,
      confidence: Math.min(before.confidence, after.confidence),
      reason: before.confidence < after.confidence ? before.reason : after.reason,
      ...(joinsCaller && { joinsCaller }),
    };
  }

  mapVariables(oldFn: number, nowFn: number, at?: PointMatch): VariableMatch[] {
    const middles = this.second.functions
      .filter((match) => match.now === nowFn)
      .map((match) => match.old);
    const middle = middles[0] ?? this.first.functionFor(oldFn)?.now;
    const last = this.second.mapVariables(middle ?? -1, nowFn, at);
    if (middle === undefined) return last;
    const before = new Map(
      this.first.mapVariables(oldFn, middle).map((match) => [match.now, match]),
    );
    return last.map((match) => {
      const source = match.from.kind === 'kept' ? before.get(match.from.old) : undefined;
      if (source === undefined) return match;
      return { ...joinSource(source, this.first.now), now: match.now };
    });
  }

  private joinFunctions(): FunctionMatch[] {
    const matches: FunctionMatch[] = [];
    const reached = new Set<number>();
    for (const match of this.first.functions) {
      if (match.old === undefined) continue;
      const next = match.now === undefined ? undefined : this.second.functionFor(match.now);
      if (next?.now === undefined) {
        const gone =
          match.now === undefined
            ? match
            : (this.second.functions.find((m) => m.old === match.now) ?? match);
        matches.push({
          old: match.old,
          changed: true,
          confidence: gone.confidence,
          reason: gone.reason,
        });
        continue;
      }
      reached.add(next.now);
      const isFirst = match.confidence < next.confidence;
      matches.push({
        old: match.old,
        now: next.now,
        changed: match.changed || next.changed,
        confidence: Math.min(match.confidence, next.confidence),
        reason: isFirst || !next.changed ? match.reason : next.reason,
      });
    }
    for (const fn of this.now.functions) {
      if (reached.has(fn.index)) continue;
      matches.push({ now: fn.index, changed: true, confidence: 0.9, reason: 'added' });
    }
    return matches;
  }
}

/** What the middle version's initialiser says has to be spelled out: its variable never existed. */
function joinSource(source: VariableMatch, middle: SourceModel): VariableMatch {
  if (source.from.kind !== 'initialiser') return source;
  const text = initialiserText(source.now, middle);
  if (text === undefined) return source;
  return { ...source, from: { kind: 'expression', text } };
}

function initialiserText(key: string, middle: SourceModel): string | undefined {
  for (const fn of middle.functions) {
    const variable = fn.variables.find((candidate) => candidate.key === key);
    const node = variable?.declaration.defs[0]?.node as Node | undefined;
    if (node?.type !== 'VariableDeclarator') continue;
    return node.init && node.id.type === 'Identifier'
      ? middle.text.slice(node.init.start, node.init.end)
      : 'undefined';
  }
  return undefined;
}
