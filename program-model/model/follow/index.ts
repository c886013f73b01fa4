import type { Scope } from 'eslint-scope';
import {
  childrenOf,
  isFunctionNode,
  type ClassNode,
  type FunctionNode,
  type Node,
} from '../estree.js';
import type { FullSourceModel } from '../index.js';
import { LEXICAL, type FunctionModel } from '../types.js';
import { functionScope } from '../variables.js';
import { ProgramWalk } from '../walk.js';
import { Archipelago } from './archipelago.js';
import { assembleWithIslands, islandsOf } from './assemble.js';
import { copyScopes, functionScopes, type CopiedScopes } from './copy-scopes.js';
import { TreeCopier, twinOf } from './copy-tree.js';
import { findBodyEdit, type BodyEdit } from './edit.js';
import { Island, type Land } from './island.js';
import { followObstacles } from './obstacles.js';
import { readIsland } from './read-island.js';
import { reparse } from './reparse.js';

/**
 * The model of a text that differs from a modelled one inside the body of one function: that is parsed, and
 * the code of the functions around it is copied; other functions are parsed when they are looked at. It
 * equals what `modelSource` makes of the text.
 *
 * @returns undefined where it takes more than that, or where the text does not parse
 */
export function followEdit(base: FullSourceModel, text: string): FullSourceModel | undefined {
  const edit = findBodyEdit(base, text);
  if (!edit || base.functions.some(({ lexical }) => (lexical & LEXICAL.with) !== 0))
    return undefined;
  islandsOf(base)?.islands.openRange(edit.fn.index, edit.last);
  const { fn, node: old, around, shift } = edit;
  const isStrict = functionScope(base, old)?.upper?.isStrict ?? false;
  const end = old.end + shift;
  const { format } = base;
  const place = { format, fn, old, around, isStrict, start: old.start, end };
  const node = reparse(text, place);
  if (!node) return undefined;
  const own = functionScopes(node, isStrict);
  if (own.some(({ type }) => type === 'with')) return undefined;
  return new Follower(base, text, edit, node, own).model();
}

class Follower {
  readonly #walk: ProgramWalk;
  readonly #islands: Archipelago;
  /** By the old index of a function, the island that it is in. */
  readonly #islandOf: (Island | undefined)[] = [];
  readonly #telling: (readonly Node[] | undefined)[] = [];

  constructor(
    readonly base: FullSourceModel,
    readonly text: string,
    readonly edit: BodyEdit,
    readonly node: FunctionNode,
    readonly own: readonly Scope[],
  ) {
    this.#walk = new ProgramWalk(text);
    this.#islands = new Archipelago(text);
  }

  model(): FullSourceModel | undefined {
    const { base, edit, node, own } = this;
    const more = countFunctions(node) - 1 - (edit.last - edit.fn.index);
    const copier = new TreeCopier(edit, node, more, this.#findIslands());
    try {
      const ast = copier.copy(base.ast) as FullSourceModel['ast'];
      this.#listFunctions(copier);
      const scopes = copyScopes({
        base,
        edit,
        node,
        now: own,
        before: islandsOf(base)?.list ?? base.scopes.scopes,
        islandOf: (index) => this.#islandOf[index],
        islands: this.#islands,
      });
      return this.#assemble(ast, scopes, this.#copiedClasses());
    } finally {
      copier.forgetTwins();
    }
  }

  /** The islands by the old index of their outermost function. */
  #findIslands(): Map<number, Island> {
    const { base, edit } = this;
    const found = new Map<number, Island>();
    const around = new Set(edit.around.map(({ index }) => index));
    const { functions } = base;
    const read = (island: Island): Land => readIsland(this.#made, island);
    for (let at = 1; at < functions.length;) {
      const fn = functions[at] as FunctionModel;
      if (fn === edit.fn) at = edit.last + 1;
      else if (around.has(at) || !around.has(fn.parent) || !canBeIsland(base, fn)) at += 1;
      else {
        const island = new Island(read);
        found.set(at, island);
        for (; (functions[at]?.start ?? Infinity) < fn.end; at += 1) {
          this.#islandOf[at] = island;
          island.count += 1;
          island.classes += functions[at]?.classCount ?? 0;
        }
      }
    }
    return found;
  }

  #listFunctions(copier: TreeCopier): void {
    const { base, edit, node } = this;
    const walk = this.#walk;
    const shift = (offset: number): number => copier.at(offset);
    for (const fn of base.functions) {
      if (fn.index > edit.fn.index && fn.index <= edit.last) continue;
      const parent = walk.functions[copier.owner(fn.parent)];
      const island = this.#islandOf[fn.index];
      if (fn === edit.fn) walk.function(node, parent);
      else if (!island) {
        const now = walk.again(fn, parent, twinOf(fn.node), shift);
        now.obstacle = fn.obstacle;
        this.#telling[now.index] = base.tellingOf(fn.index).map(twinOf);
      } else {
        const isRoot = !island.isRooted;
        const shell = isRoot ? (island.shell as unknown as Node) : undefined;
        const now = walk.again(fn, parent, shell, shift);
        now.obstacle = fn.obstacle;
        if (isRoot) {
          island.root = now;
          this.#islands.add(island);
        }
      }
    }
  }

  #copiedClasses(): ClassNode[] {
    const { base, edit } = this;
    const isCopied = (index: number): boolean =>
      !this.#islandOf[index] && (index < edit.fn.index || index > edit.last);
    const some = base.functions.some(({ classCount, index }) => classCount > 0 && isCopied(index));
    return some ? base.classes.filter(({ owner }) => isCopied(owner)).map(twinOf) : [];
  }

  /** The model, for islands that are read when it is there. */
  #made!: FullSourceModel;

  #assemble(
    ast: FullSourceModel['ast'],
    { manager, list }: CopiedScopes,
    copied: ClassNode[],
  ): FullSourceModel | undefined {
    const { base, text, edit } = this;
    const model = assembleWithIslands(
      { ...base, text },
      {
        ...{ ast, manager, list, islands: this.#islands, found: this.#walk.found() },
        classes: copied,
        tellingOf: (index) => this.#telling[index],
      },
    );
    this.#made = model;
    return followObstacles(base, model, edit) ? model : undefined;
  }
}

/** Whether a function's text alone tells what the function is, in the scope that it stands in. */
export function canBeIsland(
  base: { readonly functions: readonly FunctionModel[] },
  { kind, parent, node, start }: FunctionModel,
): boolean {
  if (kind === 'field' || kind === 'static-block' || !isFunctionNode(node)) return false;
  if (node.type === 'ArrowFunctionExpression' && node.expression) return false;
  const around = base.functions[parent]?.node;
  return !around || !isFunctionNode(around) || start > around.body.start;
}

/** How many functions of a model a node is or holds. */
function countFunctions(node: Node): number {
  const isOne =
    isFunctionNode(node) ||
    node.type === 'StaticBlock' ||
    (node.type === 'PropertyDefinition' && node.value != null);
  return childrenOf(node).reduce((sum, child) => sum + countFunctions(child), isOne ? 1 : 0);
}
