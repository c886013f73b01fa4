import type { Node } from '../../program-model/model/estree.js';
import { assign, type Candidate } from './assignment.js';
import type { Bag } from './bag.js';
import type { Entity, FileTree } from './entities.js';
import type { FrozenPairs } from './frozen.js';
import { bareName, EntityComparer } from './similarity.js';

/** A pair of corresponding functions or classes. */
export interface EntityPair {
  old: Entity;
  now: Entity;
  confidence: number;
  reason: string;
}

const SIBLING_THRESHOLD = 0.5;
const MOVED_THRESHOLD = 0.62;
/** Smaller bodies occur by chance in more than one place. */
const TELLING_WEIGHT = 14;
const ALL_PAIRS = 6400;
const NEAREST = 8;
/** How many functions are looked through for a call. */
const MAX_CALLERS = 8;

/**
 * Finds the counterparts of functions and classes: first equal bodies that occur once, then level
 * by level below matched parents, then what has moved elsewhere. Within each step the assignment
 * is the best one overall, so a function's name never outweighs a much better fit of another.
 */
export class FunctionMatcher {
  readonly pairs: EntityPair[] = [];
  private readonly oldPair = new Map<Entity, EntityPair>();
  private readonly nowPair = new Map<Entity, EntityPair>();
  private readonly comparer: EntityComparer;

  constructor(
    private readonly old: FileTree,
    private readonly now: FileTree,
    readonly frozen: FrozenPairs,
  ) {
    this.comparer = new EntityComparer(old, now);
  }

  /** Code that is known to have gone to another file, or to have come from there, is out of play. */
  exclude(elsewhere: { old: readonly Node[]; now: readonly Node[] }): void {
    for (const side of ['old', 'now'] as const) {
      const taken = side === 'old' ? this.oldPair : this.nowPair;
      for (const entity of elsewhere[side].length > 0 ? this[side].entities : []) {
        const node = this[side].tree.nodes[entity.at];
        const isOut = elsewhere[side].some((outer) => node !== undefined && contains(outer, node));
        if (isOut) taken.set(entity, { old: entity, now: entity, confidence: 1, reason: '' });
      }
    }
  }

  /** Pairs of functions and classes that are known to correspond, with all that is inside them. */
  runFrom(seeds: readonly EntityPair[]): EntityPair[] {
    for (const { old, now, confidence, reason } of seeds) {
      if (old.content === now.content) this.pairWhole(old, now, confidence, reason);
      else if (this.isFree(old, now)) {
        this.pair(old, now, confidence, reason);
        this.descend(old, now);
      }
    }
    return this.pairs;
  }

  run(): EntityPair[] {
    const top = this.old.entities[0];
    const nowTop = this.now.entities[0];
    if (top === undefined || nowTop === undefined) return this.pairs;
    this.pair(top, nowTop, 1, 'the module itself');
    this.equalBodies(true);
    this.descend(top, nowTop);
    this.equalBodies(false);
    for (let before = -1; before < this.pairs.length;) {
      before = this.pairs.length;
      this.moved();
    }
    return this.pairs;
  }

  private pair(old: Entity, now: Entity, confidence: number, reason: string): void {
    const pair = { old, now, confidence, reason };
    this.pairs.push(pair);
    this.oldPair.set(old, pair);
    this.nowPair.set(now, pair);
  }

  private isFree(old: Entity, now: Entity): boolean {
    return !this.oldPair.has(old) && !this.nowPair.has(now);
  }

  /** Pairs two entities with equal bodies, and everything inside them one by one. */
  private pairWhole(old: Entity, now: Entity, confidence: number, reason: string): void {
    const todo: [Entity, Entity][] = [[old, now]];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const [a, b] = next;
      if (!this.isFree(a, b)) continue;
      this.pair(a, b, confidence, reason);
      const count = Math.min(a.children.length, b.children.length);
      for (let i = 0; i < count; i++) todo.push([a.children[i] as Entity, b.children[i] as Entity]);
    }
  }

  /** Matches what is below a matched pair, and so on downwards. */
  private descend(old: Entity, now: Entity): void {
    const queue: [Entity, Entity][] = [[old, now]];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [a, b] = next;
      if (a.content === b.content && a.children.length === b.children.length && a.index !== 0) {
        a.children.forEach((child, i) => {
          this.pairWhole(child, b.children[i] as Entity, 1, 'unchanged');
        });
        continue;
      }
      this.siblings(a, b);
      for (const child of a.children) {
        const pair = this.oldPair.get(child);
        if (pair?.now.parent === b) queue.push([child, pair.now]);
      }
    }
  }

  private siblings(a: Entity, b: Entity): void {
    this.sameNameAndBody(a, b);
    const twin = ambiguousTwins(a.children, b.children);
    const left = a.children.filter((e) => !this.oldPair.has(e) && !twin(e));
    const right = b.children.filter((e) => !this.nowPair.has(e) && !twin(e));
    if (left.length === 0 || right.length === 0) return;
    const candidates: Candidate[] = [];
    for (const [x, y] of this.plausible(left, right)) {
      const likeness = this.comparer.compare(x, y, 1);
      if (likeness === undefined || likeness.score < SIBLING_THRESHOLD) continue;
      if (likeness.identity < 0.8 && this.isSplit(x, y, a, b)) continue;
      const place = relativePlace(x, a) - relativePlace(y, b);
      const score = likeness.score + 0.04 * (1 - Math.abs(place));
      candidates.push({ a: x.index, b: y.index, score });
    }
    this.accept(assign(candidates), 1);
  }

  /**
   * Whether `y` is not what became of `x` but was taken out of it: a function of `x`'s name is still
   * there and calls `y`, also by way of others that are new. And the other way round, whether `x` was
   * put into `y`.
   */
  private isSplit(x: Entity, y: Entity, a: Entity, b: Entity): boolean {
    const named = (list: readonly Entity[], e: Entity): Entity | undefined =>
      e.named ? list.find((other) => other.named && other.name === e.name) : undefined;
    const calls = (
      file: FileTree,
      from: Entity | undefined,
      to: Entity,
      known: Entity[],
    ): boolean => {
      const seen = new Set<Entity>();
      const open = from === undefined ? [] : [from];
      for (let at = open.pop(); at; at = open.pop()) {
        if (seen.size >= MAX_CALLERS || seen.has(at)) continue;
        seen.add(at);
        const fn = file.model.functions[at.fn];
        const text = fn === undefined ? '' : file.model.text.slice(fn.start, fn.end);
        if (text.includes(`${bareName(to.name)}(`)) return true;
        const fresh = (at.parent?.children ?? []).filter((e) => e.named && !named(known, e));
        open.push(...fresh.filter((e) => text.includes(`${bareName(e.name)}(`)));
      }
      return false;
    };
    return (
      calls(this.now, named(b.children, x), y, a.children) ||
      calls(this.old, named(a.children, y), x, b.children)
    );
  }

  /** Same name, same body: nothing to weigh. */
  private sameNameAndBody(a: Entity, b: Entity): void {
    const key = twinKey;
    const there = new Map<string, Entity[]>();
    for (const e of b.children) {
      if (this.nowPair.has(e)) continue;
      const list = there.get(key(e));
      if (list === undefined) there.set(key(e), [e]);
      else list.push(e);
    }
    const here = new Map<string, Entity[]>();
    for (const e of a.children) {
      if (this.oldPair.has(e) || !there.has(key(e))) continue;
      const list = here.get(key(e));
      if (list === undefined) here.set(key(e), [e]);
      else list.push(e);
    }
    for (const [name, list] of here) {
      const others = there.get(name) as Entity[];
      // Which of several equal ones is which is told by the code that they stand in.
      if (list.length > 1 || others.length > 1) continue;
      this.pairWhole(list[0] as Entity, others[0] as Entity, 1, 'unchanged');
    }
  }

  /**
   * Equal bodies that occur once on each side, wherever they are now.
   *
   * @param gone take only those whose name is gone or new, so that a copy made of a function that
   * was then edited is not taken for the function
   */
  private equalBodies(gone: boolean): void {
    const names = (list: Entity[]): Set<string> =>
      new Set(list.filter((e) => e.named).map((e) => e.name));
    const oldNames = names(this.old.entities);
    const nowNames = names(this.now.entities);
    const plausible = (old: Entity, now: Entity): boolean =>
      !gone || (old.named && now.named && (!nowNames.has(old.name) || !oldNames.has(now.name)));
    const count = (list: Entity[], taken: Map<Entity, EntityPair>): Map<number, Entity | null> => {
      const byContent = new Map<number, Entity | null>();
      for (const e of list) {
        if (e.weight < TELLING_WEIGHT || taken.has(e)) continue;
        byContent.set(e.content, byContent.has(e.content) ? null : e);
      }
      return byContent;
    };
    const there = count(this.now.entities, this.nowPair);
    for (const [content, old] of count(this.old.entities, this.oldPair)) {
      const now = there.get(content);
      if (!old || !now || !this.isFree(old, now) || !plausible(old, now)) continue;
      if ((old.sort === 'class') === (now.sort === 'class')) {
        this.pairWhole(old, now, 0.98, movedReason(old, now));
      }
    }
  }

  /** What is left, compared across the whole file. */
  private moved(): void {
    const left = this.old.entities.filter((e) => !this.oldPair.has(e));
    const right = this.now.entities.filter((e) => !this.nowPair.has(e));
    if (left.length === 0 || right.length === 0) return;
    const twin = ambiguousTwins(left, right);
    const candidates: Candidate[] = [];
    for (const [x, y] of this.plausible(left, right)) {
      if (twin(x) || twin(y)) continue;
      const context = this.parentsMatch(x, y) ? 1 : 0;
      const likeness = this.comparer.compare(x, y, context);
      if (likeness === undefined || likeness.content < 0.4) continue;
      const telling = Math.min(x.weight, y.weight) >= TELLING_WEIGHT || likeness.identity === 1;
      if (likeness.score >= (context > 0 ? SIBLING_THRESHOLD : MOVED_THRESHOLD) && telling) {
        candidates.push({ a: x.index, b: y.index, score: likeness.score });
      }
    }
    const before = this.pairs.length;
    this.accept(assign(candidates), 0);
    for (const pair of this.pairs.slice(before)) this.descend(pair.old, pair.now);
  }

  private parentsMatch(x: Entity, y: Entity): boolean {
    return x.parent !== undefined && this.oldPair.get(x.parent)?.now === y.parent;
  }

  private accept(chosen: Candidate[], context: number): void {
    for (const { a, b } of chosen) {
      const old = this.old.entities[a] as Entity;
      const now = this.now.entities[b] as Entity;
      const likeness = this.comparer.compare(old, now, context);
      if (likeness === undefined || !this.isFree(old, now)) continue;
      const sameName = likeness.identity >= 0.8;
      const confidence = Math.min(0.99, sameName ? 0.8 + 0.19 * likeness.content : likeness.score);
      const percent = Math.round(likeness.content * 100);
      const reason = sameName
        ? `same name, ${percent} % alike`
        : `${movedReason(old, now)}, ${percent} % alike`;
      if (likeness.content === 1) this.pairWhole(old, now, confidence, reason);
      else this.pair(old, now, confidence, reason);
    }
  }

  /** All pairs of short lists; of long ones those with a name or rare features in common. */
  private *plausible(left: Entity[], right: Entity[]): Generator<[Entity, Entity]> {
    if (left.length * right.length <= ALL_PAIRS) {
      for (const x of left) for (const y of right) yield [x, y];
      return;
    }
    const byName = groupBy(right, (e) => bareName(e.name));
    const byContent = groupBy(right, (e) => e.content);
    const rare = new RareFeatures(right.map((e) => this.comparer.bagB(e)));
    for (const x of left) {
      const near = new Set<Entity>(byName.get(bareName(x.name))?.slice(0, 4 * NEAREST));
      for (const y of byContent.get(x.content)?.slice(0, 4 * NEAREST) ?? []) near.add(y);
      for (const i of rare.nearest(this.comparer.bagA(x), NEAREST)) near.add(right[i] as Entity);
      for (const y of near) yield [x, y];
    }
  }
}

const contains = (outer: Node, inner: Node): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

const twinKey = (e: Entity): string => `${e.sort} ${e.name} ${e.content}`;

/**
 * Tells functions that several siblings equal: only the code around them can tell which is which.
 */
function ambiguousTwins(a: Entity[], b: Entity[]): (e: Entity) => boolean {
  const count = (list: Entity[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const e of list) if (!e.named) counts.set(twinKey(e), (counts.get(twinKey(e)) ?? 0) + 1);
    return counts;
  };
  const here = count(a);
  const there = count(b);
  return (e) => {
    const x = here.get(twinKey(e)) ?? 0;
    const y = there.get(twinKey(e)) ?? 0;
    return Math.max(x, y) > 1 && Math.min(x, y) > 0;
  };
}

function movedReason(old: Entity, now: Entity): string {
  if (old.name === now.name) return 'moved';
  return `renamed from ${old.name === '' ? 'an anonymous function' : bareName(old.name)}`;
}

function relativePlace(child: Entity, parent: Entity): number {
  return child.ordinal / parent.children.length;
}

function groupBy<K>(list: Entity[], key: (e: Entity) => K): Map<K, Entity[]> {
  const groups = new Map<K, Entity[]>();
  for (const e of list) {
    const group = groups.get(key(e));
    if (group === undefined) groups.set(key(e), [e]);
    else group.push(e);
  }
  return groups;
}

const MAX_OCCURRENCES = 12;

/** Finds bags that share features which few bags have. */
class RareFeatures {
  private readonly where = new Map<number, number[]>();

  constructor(bags: Bag[]) {
    bags.forEach((bag, index) => {
      let last: number | undefined;
      for (const feature of bag) {
        if (feature === last) continue;
        last = feature;
        const list = this.where.get(feature);
        if (list === undefined) this.where.set(feature, [index]);
        else if (list.length <= MAX_OCCURRENCES) list.push(index);
      }
    });
  }

  nearest(bag: Bag, count: number): number[] {
    const hits = new Map<number, number>();
    let last: number | undefined;
    for (const feature of bag) {
      if (feature === last) continue;
      last = feature;
      const list = this.where.get(feature);
      if (list === undefined || list.length > MAX_OCCURRENCES) continue;
      for (const index of list) hits.set(index, (hits.get(index) ?? 0) + 1 / list.length);
    }
    return [...hits]
      .sort((x, y) => y[1] - x[1])
      .slice(0, count)
      .map(([index]) => index);
  }
}
