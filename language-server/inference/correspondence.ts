import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, SourceModel } from '../../program-model/model/types.js';
import { matchBodies, type BodyMatch } from './body-match.js';
import type { FileTree } from './entities.js';
import type { EntityPair } from './functions.js';
import { findPoint, lost, mapPointInBody } from './points.js';
import { bareName } from './similarity.js';
import type { Interner } from './tree.js';
import type { Correspondence, FunctionMatch, PointMatch, VariableMatch } from './types.js';
import { pairVariables, sourcesOf } from './variables.js';

export interface CorrespondenceInput {
  old: SourceModel;
  now: SourceModel;
  oldFile: FileTree;
  nowFile: FileTree;
  interner: Interner;
  functions: FunctionMatch[];
  pairs: readonly EntityPair[];
}

/** A correspondence whose bodies are compared when they are first asked for. */
export class InferredCorrespondence implements Correspondence {
  readonly old: SourceModel;
  readonly now: SourceModel;
  readonly functions: readonly FunctionMatch[];
  private readonly forOld = new Map<number, FunctionMatch>();
  private readonly bodies = new Map<number, BodyMatch>();
  private readonly renamed: Map<string, string>;

  constructor(private readonly input: CorrespondenceInput) {
    this.old = input.old;
    this.now = input.now;
    this.functions = input.functions;
    for (const match of input.functions) {
      if (match.old !== undefined && match.now !== undefined) this.forOld.set(match.old, match);
    }
    this.renamed = renamedNames(input.pairs);
  }

  functionFor(oldFn: number): FunctionMatch | undefined {
    return this.forOld.get(oldFn);
  }

  nodeMap(oldFn: number): ReadonlyMap<Node, Node> {
    return this.bodyOf(oldFn)?.nodeMap ?? new Map<Node, Node>();
  }

  mapPoint(oldFn: number, point: string | Point): PointMatch {
    const fn = this.old.functions[oldFn];
    const found = fn && findPoint(fn, point);
    if (found === undefined) return lost('no such point in the old version');
    const body = this.bodyOf(oldFn);
    if (body === undefined) return lost('the function is gone');
    return mapPointInBody(body, found, this.functionFor(oldFn)?.confidence ?? 0);
  }

  mapVariables(oldFn: number, nowFn: number, at?: PointMatch): VariableMatch[] {
    const now = this.now.functions[nowFn];
    if (now === undefined) return [];
    const body = this.bodyOf(oldFn);
    const pairs = body !== undefined && body.now === now ? pairVariables(body) : [];
    return sourcesOf(pairs, now, this.now, at);
  }

  /** The matched bodies of a function and its counterpart; undefined for a removed function. */
  bodyOf(oldFn: number): BodyMatch | undefined {
    let body = this.bodies.get(oldFn);
    if (body !== undefined) return body;
    const match = this.forOld.get(oldFn);
    if (match?.now === undefined) return undefined;
    body = matchBodies({
      oldFile: this.input.oldFile,
      nowFile: this.input.nowFile,
      old: this.old.functions[oldFn] as FunctionModel,
      now: this.now.functions[match.now] as FunctionModel,
      interner: this.input.interner,
      partnerOf: (nested) => this.forOld.get(nested)?.now,
      renamed: this.renamed,
    });
    this.bodies.set(oldFn, body);
    return body;
  }
}

/** Old name to new name of what was renamed, where the old name has one new name only. */
function renamedNames(pairs: readonly EntityPair[]): Map<string, string> {
  const renamed = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const { old, now } of pairs) {
    if (!old.named || !now.named) continue;
    const from = bareName(old.name);
    const to = bareName(now.name);
    if (renamed.has(from) && renamed.get(from) !== to) ambiguous.add(from);
    renamed.set(from, to);
  }
  for (const [from, to] of renamed) if (from === to || ambiguous.has(from)) renamed.delete(from);
  return renamed;
}
