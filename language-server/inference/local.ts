import type { FunctionModel } from '../../program-model/model/types.js';
import type { FileTree } from './entities.js';
import type { Syntax } from './syntax.js';
import { buildTree, type Interner, type Leaf, type Tree } from './tree.js';

/** A nested function that is known to correspond weighs like a small statement. */
const KNOWN_WEIGHT = 6;

/**
 * The tree of one function without the contents of nested ones, which are leaves.
 *
 * @param partner label that a nested function shares with its counterpart
 */
export function localTree(
  file: FileTree,
  fn: FunctionModel,
  interner: Interner,
  partner: (nested: number) => string,
  rename?: ReadonlyMap<string, string>,
): Tree {
  const { functionOf } = file.model;
  const leaf = (node: Syntax): Leaf | undefined => {
    const nested = functionOf.get(node);
    return nested && { label: partner(nested.index), weight: KNOWN_WEIGHT };
  };
  return buildTree(fn.node, interner, leaf, rename);
}
