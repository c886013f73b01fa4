import { bagOf, dice, type Bag } from './bag.js';
import { childIndexes, type Matching } from './matching.js';
import { KIND, roleId, type Tree } from './tree.js';

const HEADED = new Set<number>([KIND.loop, KIND.if, KIND.switch]);
const INSIDE = new Set(['body', 'consequent', 'alternate', 'cases'].map(roleId));

/** Whether a node is a compound statement with something beside its body. */
export const hasHead = (tree: Tree, i: number): boolean => HEADED.has(tree.kinds[i] as number);

/** How alike the heads of two loops, `if`s or `switch`es are, 0 to 1: all but what they hold. */
export function headLikeness(m: Matching, i: number, j: number): number {
  return dice(headOf(m.a, i), headOf(m.b, j));
}

const heads = new WeakMap<Tree, Map<number, Bag>>();

function headOf(tree: Tree, i: number): Bag {
  let known = heads.get(tree);
  if (known === undefined) heads.set(tree, (known = new Map<number, Bag>()));
  let bag = known.get(i);
  if (bag === undefined) {
    const parts = childIndexes(tree, i).filter((c) => !INSIDE.has(tree.roles[c] as number));
    bag = Int32Array.from(parts.flatMap((c) => [...bagOf(tree, c)])).sort();
    known.set(i, bag);
  }
  return bag;
}
