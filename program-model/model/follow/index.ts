import type { Scope } from 'eslint-scope';
import { childrenOf, isFunctionNode, type FunctionNode, type Node } from '../estree.js';
import { completeModel, type FullSourceModel, type ModelParts } from '../index.js';
import { ProgramWalk } from '../walk.js';
import { functionScope } from '../variables.js';
import { copyScopes, functionScopes } from './copy-scopes.js';
import { TreeCopier, twinOf } from './copy-tree.js';
import { findBodyEdit, type BodyEdit } from './edit.js';
import { reparse } from './reparse.js';

/**
 * The model of a text that differs from a modelled one inside the body of one function: only that is parsed,
 * all else is copied. It equals what `modelSource` makes of the text.
 *
 * @returns undefined where it takes more than that, or where the text does not parse
 */
export function followEdit(base: FullSourceModel, text: string): FullSourceModel | undefined {
  const edit = findBodyEdit(base, text);
  if (!edit || base.scopes.scopes.some(({ type }) => type === 'with')) return undefined;
  const node = reparse(base, text, edit);
  if (!node) return undefined;
  const strict = functionScope(base, edit.node)?.upper?.isStrict ?? false;
  const own = functionScopes(node, strict);
  if (own.some(({ type }) => type === 'with')) return undefined;
  const follower = new Follower(base, edit, node, own);
  return completeModel({ ...base, text }, follower.parts());
}

class Follower {
  readonly #walk = new ProgramWalk();

  constructor(
    readonly base: FullSourceModel,
    readonly edit: BodyEdit,
    readonly node: FunctionNode,
    readonly own: readonly Scope[],
  ) {}

  parts(): ModelParts {
    const { base, edit, node, own } = this;
    const more = countFunctions(node) - 1 - (edit.last - edit.fn.index);
    const copier = new TreeCopier(edit, node, more);
    try {
      const ast = copier.copy(base.ast) as FullSourceModel['ast'];
      this.#listFunctions(copier);
      const scopes = copyScopes(base, edit, node, own);
      const found = this.#walk.found();
      return { ...found, ast, scopes, classes: this.#classes(found.classes) };
    } finally {
      copier.forgetTwins();
    }
  }

  #listFunctions(copier: TreeCopier): void {
    const { base, edit, node } = this;
    const walk = this.#walk;
    for (const fn of base.functions) {
      if (fn.index > edit.fn.index && fn.index <= edit.last) continue;
      const parent = walk.functions[copier.owner(fn.parent)];
      if (fn === edit.fn) walk.function(node, parent);
      else {
        walk.known(twinOf(fn.node), parent, {
          nodes: base.nodesOf(fn.index).map(twinOf),
          telling: base.tellingOf(fn.index).map(twinOf),
        });
      }
    }
  }

  /** @param own those inside the edited function */
  #classes(own: FullSourceModel['classes']): FullSourceModel['classes'] {
    const { base, edit } = this;
    const { start, end } = edit.fn;
    const before = base.classes.filter((node) => node.start < start);
    const after = base.classes.filter((node) => node.start >= end);
    return [...before.map(twinOf), ...own, ...after.map(twinOf)];
  }
}

/** How many functions of a model a node is or holds. */
function countFunctions(node: Node): number {
  const isOne =
    isFunctionNode(node) ||
    node.type === 'StaticBlock' ||
    (node.type === 'PropertyDefinition' && node.value != null);
  return childrenOf(node).reduce((sum, child) => sum + countFunctions(child), isOne ? 1 : 0);
}
