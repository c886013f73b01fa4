import { linkAnchors, linkContainers } from './match-anchors.js';
import { linkBelow } from './match-children.js';
import { linkLeftovers } from './match-leftovers.js';
import { HOW, Matching } from './matching.js';
import { KIND, roleId, type Tree } from './tree.js';

const BODY = roleId('body');

/**
 * Matches the nodes of two corresponding functions. Known matches (nested functions) are leaves
 * with equal labels. Equal subtrees that occur once anchor the rest; parents of many linked nodes
 * are linked bottom-up; below linked parents the children are aligned in sequence; what is still
 * left is linked wherever it went.
 */
export function matchTrees(a: Tree, b: Tree): Matching {
  const m = new Matching(a, b);
  m.link(0, 0, HOW.root, 1);
  if (a.hashes[0] === b.hashes[0] && a.size === b.size) {
    m.linkSubtrees(0, 0, HOW.equalInPlace);
    return m;
  }
  const i = bodyOf(a);
  const j = bodyOf(b);
  if (i > 0 && j > 0) m.link(i, j, HOW.root, 1);
  linkAnchors(m);
  linkContainers(m);
  linkBelow(m, 0);
  linkLeftovers(m);
  linkContainers(m);
  linkBelow(m, 0);
  linkLeftovers(m);
  return m;
}

/** The block of a function's body; -1 where there is none (the module top, a field). */
export function bodyOf(tree: Tree): number {
  for (let c = 1; c < tree.size; c = tree.ends[c] as number) {
    if (tree.roles[c] === BODY && tree.kinds[c] === KIND.block) return c;
  }
  return -1;
}
