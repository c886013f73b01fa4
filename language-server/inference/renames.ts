import type { Matching } from './matching.js';
import { KIND, roleId, type Tree } from './tree.js';

const NAME_ROLE = roleId('.name');

/** The name at an identifier as the tree labels it: property names have a dot in front. */
export function labelName(tree: Tree, i: number): string | undefined {
  const node = tree.nodes[i];
  if (node === undefined || tree.kinds[i] !== KIND.identifier || !('name' in node))
    return undefined;
  return tree.roles[i] === NAME_ROLE ? `.${String(node.name)}` : String(node.name);
}

/** All names that a tree's identifiers have. */
export function namesIn(tree: Tree): Set<string> {
  const names = new Set<string>();
  for (let i = 0; i < tree.size; i++) {
    const name = labelName(tree, i);
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** One occurrence of a changed name may be a change of meaning; more are a renaming. */
const TELLING_COUNT = 2;

/**
 * Consistent renamings between two matched bodies: an old name that is gone, whose occurrences are
 * mostly matched to one name that is new.
 *
 * @param isLocal whether a name is that of a local variable: for those one occurrence is enough
 */
export function consistentRenames(
  m: Matching,
  isLocal: (from: string, to: string) => boolean,
): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (let i = 0; i < m.a.size; i++) {
    const j = m.toB[i] as number;
    if (j < 0) continue;
    const from = labelName(m.a, i);
    const to = labelName(m.b, j);
    if (from === undefined || to === undefined) continue;
    const row = votes.get(from) ?? new Map<string, number>();
    row.set(to, (row.get(to) ?? 0) + 1);
    votes.set(from, row);
  }
  const oldNames = namesIn(m.a);
  const newNames = namesIn(m.b);
  const best = new Map<string, { from: string; count: number }>();
  for (const [from, row] of votes) {
    if (newNames.has(from)) continue;
    let to = '';
    let count = 0;
    for (const [name, n] of row) if (n > count && !oldNames.has(name)) [to, count] = [name, n];
    if (count < TELLING_COUNT && !isLocal(from, to)) continue;
    if (count > 0 && count > (best.get(to)?.count ?? 0)) best.set(to, { from, count });
  }
  return new Map([...best].map(([to, { from }]) => [from, to]));
}
