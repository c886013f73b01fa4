import { childIndexes, isStatementKind, type Matching } from './matching.js';
import { KIND, roleId, type Tree } from './tree.js';

const BODY = roleId('body');
const CONSEQUENT = roleId('consequent');

/** A place between statements of the new version, by index in the new tree. */
export interface Gap {
  /** The statement in front of which it is, or the block at whose end it is. */
  at: number;
  side: 'before' | 'end';
}

/** Whether a node is an element of a statement list. */
function isListed(tree: Tree, i: number): boolean {
  const parent = tree.parents[i] as number;
  if (parent < 0) return false;
  const kind = tree.kinds[parent];
  const role = tree.roles[i];
  if (kind === KIND.case) return role === CONSEQUENT;
  const isList = kind === KIND.block || (parent === 0 && tree.kinds[i] !== KIND.block);
  return role === BODY && isList;
}

/** The nearest statement around `i` (or `i` itself) that stands in a statement list; or -1. */
export function listedStatement(tree: Tree, i: number): number {
  for (let at = i; at > 0; at = tree.parents[at] as number) if (isListed(tree, at)) return at;
  return -1;
}

/**
 * Where execution goes on in the new version when the code at node `i` of the old one is gone: in
 * front of the next statement that follows it and still exists, going outwards through the blocks
 * that hold it. When only what was around it is gone, its own contents follow.
 *
 * @param fromInside the place is at the beginning of the node, not behind it (a loop's body)
 */
export function following(m: Matching, i: number, fromInside = false): Gap {
  let statement = listedStatement(m.a, i);
  // What is left of a statement that was being evaluated is evaluated from its beginning.
  if (statement > 0 && (m.toB[statement] as number) >= 0) {
    const partner = m.toB[statement] as number;
    const inside = i === statement ? undefined : insideCompound(m, statement, i);
    if (inside !== undefined) return inside;
    return { at: partner, side: 'before' };
  }
  const within =
    statement > 0 ? firstWithin(m, statement, fromInside ? i + 1 : (m.a.ends[i] ?? 0)) : -1;
  if (within >= 0) return { at: within, side: 'before' };
  while (statement > 0) {
    const list = childIndexes(m.a, m.a.parents[statement] as number);
    const place = list.indexOf(statement);
    for (const next of list.slice(place + 1)) {
      const partner = m.toB[next] as number;
      if (partner >= 0 && listedStatement(m.b, partner) === partner) {
        return { at: partner, side: 'before' };
      }
    }
    for (const previous of list.slice(0, place).reverse()) {
      const partner = m.toB[previous] as number;
      if (partner >= 0 && listedStatement(m.b, partner) === partner) return behind(m.b, partner);
    }
    const block = m.a.parents[statement] as number;
    const partner = m.toB[block] as number;
    if (partner >= 0) return { at: partner, side: 'end' };
    statement = listedStatement(m.a, block);
    const outer = statement > 0 ? (m.toB[statement] as number) : -1;
    if (outer >= 0) return behind(m.b, listedStatement(m.b, outer));
  }
  return { at: 0, side: 'end' };
}

/** The partner of the first statement inside `statement`, from index `from` on, that has one. */
function firstWithin(m: Matching, statement: number, from: number): number {
  for (let k = Math.max(from, statement + 1); k < (m.a.ends[statement] as number); k++) {
    const partner = m.toB[k] as number;
    if (partner < 0 || listedStatement(m.a, k) !== k) continue;
    if (listedStatement(m.b, partner) === partner) return partner;
  }
  return -1;
}

/** The place right behind a statement: in front of the next one, or at the end of the block. */
export function behind(tree: Tree, statement: number): Gap {
  if (statement <= 0) return { at: 0, side: 'end' };
  const parent = tree.parents[statement] as number;
  const next = tree.ends[statement] as number;
  const hasNext = next < (tree.ends[parent] as number) && tree.parents[next] === parent;
  return hasNext ? { at: next, side: 'before' } : { at: parent, side: 'end' };
}

/** A vanished test or update of a loop: the running iteration is over, the loop goes on. */
function insideCompound(m: Matching, statement: number, i: number): Gap | undefined {
  if (m.a.kinds[statement] !== KIND.loop) return undefined;
  const partner = m.toB[statement] as number;
  if (m.b.kinds[partner] !== KIND.loop) return undefined;
  for (let at = i; at !== statement; at = m.a.parents[at] as number) {
    if (isStatementKind(m.a.kinds[at] as number) && m.a.parents[at] === statement) return undefined;
    if ((m.a.parents[at] as number) === statement && m.a.roles[at] === roleId('init'))
      return undefined;
  }
  const body = childIndexes(m.b, partner).find((c) => m.b.roles[c] === BODY);
  return body === undefined ? undefined : { at: body, side: 'end' };
}
