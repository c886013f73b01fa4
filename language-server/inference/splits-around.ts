import { CONTAINER_KINDS } from './match-anchors.js';
import { linkBelow, linkInPlace } from './match-children.js';
import { childIndexes, HOW, type Matching } from './matching.js';
import { KIND, type Tree } from './tree.js';

const TAKEN = -2;

/**
 * Links the statements around code that went into another function with those around the call that
 * leads to it: with their contents gone they have too little in common to be found by themselves.
 *
 * @param moved what of A (or B, when `side` is b) went elsewhere, or came from there
 * @param call the call, in the other tree
 */
export function linkAround(
  host: Matching,
  moved: readonly number[],
  call: number,
  side: 'a' | 'b',
): void {
  const [tree, other] = side === 'a' ? [host.a, host.b] : [host.b, host.a];
  const around = ancestors(tree, commonAncestor(tree, moved));
  const aroundCall = ancestors(other, other.parents[call] as number);
  const partners = side === 'a' ? host.toB : host.toA;
  // It must not be linked with what took its place.
  for (const i of moved) if (partners[i] === -1) partners[i] = TAKEN;
  let from = 0;
  for (const outer of around) {
    const known = partners[outer] as number;
    if (known >= 0) {
      const at = aroundCall.indexOf(known);
      if (at >= from) from = at + 1;
      continue;
    }
    const at = aroundCall.findIndex(
      (candidate, index) => index >= from && mayContinue(host, outer, candidate, side),
    );
    if (at < 0) continue;
    from = at + 1;
    const partner = aroundCall[at] as number;
    const [i, j] = side === 'a' ? [outer, partner] : [partner, outer];
    host.link(i, j, HOW.container, 0.5);
    linkHeads(host, i, j);
  }
  for (const i of moved) if (partners[i] === TAKEN) partners[i] = -1;
}

/** What stands in the heads of two statements: of their bodies too little is left to tell what became of it. */
function linkHeads(host: Matching, i: number, j: number): void {
  if (host.a.kinds[i] === KIND.block) return;
  for (const child of childIndexes(host.a, i)) {
    if (host.a.kinds[child] === KIND.block) continue;
    const role = host.a.roles[child];
    const other = childIndexes(host.b, j).find((c) => host.b.roles[c] === role);
    if (other === undefined || host.b.kinds[other] === KIND.block) continue;
    linkInPlace(host, child, other);
    linkBelow(host, child);
  }
}

function mayContinue(host: Matching, outer: number, other: number, side: 'a' | 'b'): boolean {
  const [i, j] = side === 'a' ? [outer, other] : [other, outer];
  return host.isFree(i, j) && host.sameKind(i, j) && CONTAINER_KINDS.has(host.a.kinds[i] as number);
}

/** A node and those around it, from the inside out. */
function ancestors(tree: Tree, from: number): number[] {
  const list: number[] = [];
  for (let at = from; at > 0; at = tree.parents[at] as number) list.push(at);
  return list;
}

/** The innermost node around all of some. */
function commonAncestor(tree: Tree, nodes: readonly number[]): number {
  const first = Math.min(...nodes);
  const last = Math.max(...nodes);
  let at = tree.parents[first] as number;
  while (at > 0 && (tree.ends[at] as number) <= last) at = tree.parents[at] as number;
  return at;
}
