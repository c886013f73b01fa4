import { KIND, roleId, type Tree } from './tree.js';

/** A multiset of features as a sorted array; a feature that weighs more occurs more often. */
export type Bag = Int32Array;

const MAX_LEAF_WEIGHT = 64;
const NAME_ROLE = roleId('.name');
const ANY_NAME = 0;

/**
 * The features of the subtree at `index`: what each node is and says, and what each call calls.
 * Names and literals count double, since they tell statements apart better than shapes do.
 *
 * @param mask keeps only features whose hash has these bits clear: the same sample everywhere, so
 * that large bags stay comparable
 * @param anyName lets variables' names count half, so that bodies stay alike when all are renamed
 * @param ownOnly leaves out what is inside nested functions
 */
export function bagOf(tree: Tree, index: number, mask = 0, ownOnly = false, anyName = false): Bag {
  const features: number[] = [];
  const end = tree.ends[index] as number;
  for (let i = index; i < end; i++) {
    const kind = tree.kinds[i] as number;
    const label = tree.labels[i] as number;
    if (ownOnly && kind === KIND.fn && i > index) {
      features.push(featureOf(label, kind));
      i = (tree.ends[i] as number) - 1;
      continue;
    }
    if (label === 0 && (kind === KIND.call || kind === KIND.construct)) {
      pushCallee(tree, i, kind, mask, features);
    }
    const feature = featureOf(label, kind);
    if ((feature & mask) !== 0) continue;
    features.push(feature);
    if (label === 0) continue;
    const isName = anyName && kind === KIND.identifier && tree.roles[i] !== NAME_ROLE;
    features.push(isName ? ANY_NAME : feature);
    if ((tree.ends[i] as number) > i + 1) continue;
    for (let w = Math.min(tree.weights[i] as number, MAX_LEAF_WEIGHT); w > 1; w--) {
      features.push(feature);
    }
  }
  return Int32Array.from(features).sort();
}

function featureOf(label: number, kind: number): number {
  let hash = Math.imul(label, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** `a.b.c()` gives the feature "calls c". */
function pushCallee(
  tree: Tree,
  call: number,
  kind: number,
  mask: number,
  features: number[],
): void {
  const name = calleeLabel(tree, call);
  if (name === 0) return;
  const feature = featureOf(name, kind + 128);
  if ((feature & mask) === 0) features.push(feature, feature);
}

/** The label of the called name (`c` in `a.b.c()`), 0 when there is none. */
export function calleeLabel(tree: Tree, call: number): number {
  const callee = call + 1;
  if (callee >= (tree.ends[call] as number)) return 0;
  if (tree.kinds[callee] === KIND.identifier) return tree.labels[callee] as number;
  if (tree.kinds[callee] !== KIND.memberAccess) return 0;
  // The last child of a member access is its property.
  let child = callee + 1;
  while ((tree.ends[child] as number) < (tree.ends[callee] as number)) {
    child = tree.ends[child] as number;
  }
  return tree.labels[child] as number;
}

/** Dice coefficient of two multisets: 1 for equal ones, 0 when they share nothing. */
export function dice(a: Bag, b: Bag): number {
  if (a.length + b.length === 0) return 1;
  let i = 0;
  let j = 0;
  let common = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) {
      common++;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  return (2 * common) / (a.length + b.length);
}
