import type { FunctionModel } from '../../program-model/model/types.js';
import type { FileTree } from './entities.js';
import { localTree } from './local.js';
import { matchTrees } from './match-trees.js';
import type { Matching } from './matching.js';
import { consistentRenames, namesIn } from './renames.js';
import type { Syntax } from './syntax.js';
import type { Interner, Tree } from './tree.js';

/** The matched bodies of a function and its counterpart. */
export class BodyMatch {
  /**
   * Statements (by index in the old tree) that also stand in a function which was added and is called here,
   * or was removed and was called here: they may have gone there, or come from there.
   */
  readonly rivals = new Set<number>();
  private indexes: Map<Syntax, number> | undefined;
  private map: Map<Syntax, Syntax> | undefined;

  constructor(
    readonly old: FunctionModel,
    readonly now: FunctionModel,
    readonly matching: Matching,
    /** Names that were changed throughout, old to new; property names have a dot in front. */
    readonly renames: ReadonlyMap<string, string>,
    /** Old names whose renaming is only inferred from their uses in this body. */
    readonly likelyRenamed: ReadonlySet<string>,
  ) {}

  /** Index of an old node in the matched tree; undefined for one that belongs elsewhere. */
  indexOf(node: Syntax): number | undefined {
    this.indexes ??= indexNodes(this.matching.a);
    return this.indexes.get(node);
  }

  get nodeMap(): Map<Syntax, Syntax> {
    this.map ??= this.buildMap();
    return this.map;
  }

  /** The matching has changed. */
  forgetMap(): void {
    this.map = undefined;
  }

  private buildMap(): Map<Syntax, Syntax> {
    const { a, b, toB } = this.matching;
    const map = new Map<Syntax, Syntax>();
    for (let i = 0; i < a.size; i++) {
      const j = toB[i] as number;
      const from = a.nodes[i];
      const to = b.nodes[j];
      if (j < 0 || from === undefined || to === undefined) continue;
      map.set(from, to);
      const wrapper = a.wrappers.get(i);
      if (wrapper !== undefined) map.set(wrapper, b.wrappers.get(j) ?? to);
    }
    return map;
  }
}

function indexNodes(tree: Tree): Map<Syntax, number> {
  const indexes = new Map<Syntax, number>();
  tree.nodes.forEach((node, i) => {
    if (node !== undefined) indexes.set(node, i);
  });
  for (const [i, wrapper] of tree.wrappers) indexes.set(wrapper, i);
  return indexes;
}

export interface BodyMatchInput {
  oldFile: FileTree;
  nowFile: FileTree;
  old: FunctionModel;
  now: FunctionModel;
  interner: Interner;
  /** Labels that nested functions share with their counterparts, or else with equal ones. */
  oldLabel: (nested: number) => string;
  nowLabel: (nested: number) => string;
  /** Names of functions and classes that were renamed, old to new. */
  renamed: ReadonlyMap<string, string>;
}

/** Matches two bodies; once renamed locals have come to light, again with their new names. */
export function matchBodies(input: BodyMatchInput): BodyMatch {
  const { old, now, interner, oldLabel, nowLabel } = input;
  const b = localTree(input.nowFile, now, interner, nowLabel);
  let a = localTree(input.oldFile, old, interner, oldLabel);
  const renames = applicable(input.renamed, a, b);
  if (renames.size > 0) a = localTree(input.oldFile, old, interner, oldLabel, renames);
  let matching = matchTrees(a, b);
  const isLocal = (from: string, to: string): boolean => declares(old, from) && declares(now, to);
  const likely = new Set<string>();
  let grew = false;
  for (const [from, to] of consistentRenames(matching, isLocal)) {
    if (renames.has(from)) continue;
    renames.set(from, to);
    if (!isLocal(from, to)) likely.add(from);
    grew = true;
  }
  if (grew) {
    a = localTree(input.oldFile, old, interner, oldLabel, renames);
    matching = matchTrees(a, b);
  }
  return new BodyMatch(old, now, matching, renames, likely);
}

const declares = (fn: FunctionModel, name: string): boolean =>
  fn.variables.some((variable) => variable.name === name);

/** Those renamings that cannot be confused with other names in these two bodies. */
function applicable(renamed: ReadonlyMap<string, string>, a: Tree, b: Tree): Map<string, string> {
  const renames = new Map<string, string>();
  if (renamed.size === 0) return renames;
  const oldNames = namesIn(a);
  const newNames = namesIn(b);
  for (const [from, to] of renamed) {
    const isClear = oldNames.has(from) && !newNames.has(from) && !oldNames.has(to);
    if (isClear && newNames.has(to)) renames.set(from, to);
  }
  return renames;
}
