import { bagOf, dice, type Bag } from './bag.js';
import { KIND, type Tree } from './tree.js';

/** How a pair of nodes was found; each way has its own reliability. */
export const HOW = {
  none: 0,
  /** The two functions themselves and their bodies. */
  root: 1,
  /** Equal subtrees that occur once on each side. */
  unique: 2,
  /** Equal subtrees at the same place of matched parents. */
  equalInPlace: 3,
  /** Changed, at the same place of matched parents. */
  inPlace: 4,
  /** Parents of many matched nodes. */
  container: 5,
  /** Equal subtrees at different places. */
  equalMoved: 6,
  /** Alike, at different places. */
  moved: 7,
} as const;

export type How = (typeof HOW)[keyof typeof HOW];

const STATEMENT_KINDS = new Set<number>([
  KIND.simple,
  KIND.loop,
  KIND.if,
  KIND.try,
  KIND.switch,
  KIND.case,
  KIND.labeled,
  KIND.catch,
]);

const POINT_KINDS = new Set<number>([
  KIND.call,
  KIND.construct,
  KIND.tagged,
  KIND.await,
  KIND.yield,
  KIND.fn,
  KIND.klass,
]);

export const isStatementKind = (kind: number): boolean => STATEMENT_KINDS.has(kind);
export const isPointKind = (kind: number): boolean => POINT_KINDS.has(kind);
export const isCallKind = (kind: number): boolean => kind === KIND.call || kind === KIND.construct;

/** A growing one-to-one relation between the nodes of two trees. */
export class Matching {
  /** Partner of each node, or -1. */
  readonly toB: Int32Array;
  readonly toA: Int32Array;
  /** Per node of A: how its partner was found ({@link HOW}). */
  readonly how: Uint8Array;
  /** Per node of A: how alike it and its partner are, 0 to 1. */
  readonly likeness: Float32Array;
  private readonly bagsA = new Map<number, Bag>();
  private readonly bagsB = new Map<number, Bag>();

  constructor(
    readonly a: Tree,
    readonly b: Tree,
  ) {
    this.toB = new Int32Array(a.size).fill(-1);
    this.toA = new Int32Array(b.size).fill(-1);
    this.how = new Uint8Array(a.size);
    this.likeness = new Float32Array(a.size);
  }

  link(i: number, j: number, how: How, likeness: number): void {
    this.toB[i] = j;
    this.toA[j] = i;
    this.how[i] = how;
    this.likeness[i] = likeness;
  }

  unlink(i: number): void {
    if (i < 0) return;
    const j = this.toB[i] as number;
    if (j < 0) return;
    this.toB[i] = -1;
    this.toA[j] = -1;
    this.how[i] = HOW.none;
  }

  /** Links two equal subtrees node by node, leaving out what is linked already. */
  linkSubtrees(i: number, j: number, how: How): void {
    const size = (this.a.ends[i] as number) - i;
    for (let k = 0; k < size; k++) {
      if (this.isFree(i + k, j + k)) this.link(i + k, j + k, how, 1);
    }
  }

  isFree(i: number, j: number): boolean {
    return this.toB[i] === -1 && this.toA[j] === -1;
  }

  /** Whether nothing in two equal subtrees has a partner. */
  isWhollyFree(i: number, j: number): boolean {
    const size = (this.a.ends[i] as number) - i;
    for (let k = 0; k < size; k++) if (!this.isFree(i + k, j + k)) return false;
    return true;
  }

  sameKind(i: number, j: number): boolean {
    return this.a.kinds[i] === this.b.kinds[j];
  }

  equal(i: number, j: number): boolean {
    return this.a.hashes[i] === this.b.hashes[j] && this.sameKind(i, j);
  }

  /** How alike two subtrees are: 1 when equal, 0 when of different kinds. */
  similarity(i: number, j: number): number {
    if (!this.sameKind(i, j)) return 0;
    if (this.a.hashes[i] === this.b.hashes[j]) return 1;
    const alike = Math.min(0.99, dice(bag(this.bagsA, this.a, i), bag(this.bagsB, this.b, j)));
    // A statement seldom becomes one of another type.
    return this.a.nodes[i]?.type === this.b.nodes[j]?.type ? alike : alike * 0.8;
  }
}

function bag(bags: Map<number, Bag>, tree: Tree, index: number): Bag {
  let found = bags.get(index);
  if (found === undefined) {
    found = bagOf(tree, index);
    bags.set(index, found);
  }
  return found;
}

/** The direct children of a node. */
export function childIndexes(tree: Tree, i: number): number[] {
  const list: number[] = [];
  for (let c = i + 1; c < (tree.ends[i] as number); c = tree.ends[c] as number) list.push(c);
  return list;
}
