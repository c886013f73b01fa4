import type {
  Correspondence,
  FunctionMatch,
  PointMatch,
  VariableMatch,
} from '../../language-server/inference/index.js';
import type { LoopCarry } from '../../language-server/inference/iterations.js';
import type { FunctionModel, Node, Point, SourceModel } from '../../program-model/model/index.js';
import { gapsIn, ownNodes } from './own-nodes.js';

/** What is known of a function that changed on the way. */
export interface FunctionTable {
  nodes: ReadonlyMap<Node, Node>;
  loops: ReadonlyMap<Node, LoopCarry>;
  /** By the keys of points, and of places in front of statements and at the ends of blocks. */
  points: ReadonlyMap<string, PointMatch>;
  /** For whoever enters the new function. */
  variables: readonly VariableMatch[];
  /** For activations: by where they go on. */
  variablesAt: ReadonlyMap<PointMatch, readonly VariableMatch[]>;
}

/**
 * A correspondence that was inferred in several steps, written down: it needs nothing of the versions
 * in between. Functions without a table are the same text in both versions.
 */
export class MergedCorrespondence implements Correspondence {
  readonly #forOld = new Map<number, FunctionMatch>();
  readonly #same = new Map<number, FunctionTable>();

  constructor(
    readonly old: SourceModel,
    readonly now: SourceModel,
    readonly functions: readonly FunctionMatch[],
    readonly tables: ReadonlyMap<number, FunctionTable>,
  ) {
    for (const match of functions) {
      if (match.old !== undefined && match.now !== undefined) this.#forOld.set(match.old, match);
    }
  }

  functionFor(oldFn: number): FunctionMatch | undefined {
    return this.#forOld.get(oldFn);
  }

  nodeMap(oldFn: number): ReadonlyMap<Node, Node> {
    return this.#table(oldFn)?.nodes ?? new Map<Node, Node>();
  }

  loops(oldFn: number): ReadonlyMap<Node, LoopCarry> {
    return this.#table(oldFn)?.loops ?? new Map<Node, LoopCarry>();
  }

  mapPoint(oldFn: number, point: string | Point): PointMatch {
    const key = typeof point === 'string' ? point : point.key;
    return this.#table(oldFn)?.points.get(key) ?? LOST;
  }

  mapVariables(oldFn: number, nowFn: number, at?: PointMatch): VariableMatch[] {
    const table = this.#table(oldFn);
    const there = at && table?.variablesAt.get(at);
    if (there) return [...there];
    return this.#forOld.get(oldFn)?.now === nowFn ? [...(table?.variables ?? [])] : [];
  }

  #table(oldFn: number): FunctionTable | undefined {
    const known = this.tables.get(oldFn) ?? this.#same.get(oldFn);
    if (known) return known;
    const match = this.#forOld.get(oldFn);
    const old = this.old.functions[oldFn];
    const now = this.now.functions[match?.now ?? -1];
    if (!match || !old || !now) return undefined;
    const made = this.#tableOfSame(old, now, match);
    this.#same.set(oldFn, made);
    return made;
  }

  /** Of a function whose text stayed the same: everything is where it was, only shifted. */
  #tableOfSame(
    old: FunctionModel,
    now: FunctionModel,
    { confidence, reason }: FunctionMatch,
  ): FunctionTable {
    const nodes = new Map<Node, Node>();
    const before = ownNodes(this.old, old);
    const after = ownNodes(this.now, now);
    before.forEach((node, index) => {
      const same = after[index];
      if (same) nodes.set(node, same);
    });
    const points = new Map<string, PointMatch>();
    const base = { fn: now.index, how: 'exact', confidence, reason } as const;
    const gapsAfter = gapsIn(after);
    gapsIn(before).forEach(({ key }, index) => {
      const gap = gapsAfter[index];
      if (gap) points.set(key, { ...base, ...gap });
    });
    old.points.forEach(({ key }, index) => {
      const point = now.points[index];
      if (point) points.set(key, { ...base, key: point.key, node: point.node, point });
    });
    const variables = now.variables.map((variable, index): VariableMatch => {
      const same = old.variables[index];
      const from: VariableMatch['from'] = same
        ? { kind: 'kept', old: same.key }
        : { kind: 'question', why: 'it has no counterpart' };
      return { now: variable.key, from, confidence, reason };
    });
    return { nodes, loops: new Map(), points, variables, variablesAt: new Map() };
  }
}

const LOST: PointMatch = {
  fn: -1,
  key: undefined,
  how: 'lost',
  confidence: 0,
  reason: 'the function is gone',
};
