import type { SourceModel } from '../../program-model/model/types.js';
import { assign, type Candidate } from './assignment.js';
import { surveyFile, type Entity, type FileTree } from './entities.js';
import { NOTHING_FROZEN } from './frozen.js';
import type { EntityPair } from './functions.js';
import { bareName, EntityComparer } from './similarity.js';
import type { Interner } from './tree.js';

/** One version of one file with its functions and classes. */
export interface Side {
  id: string;
  file: FileTree;
}

/** A function or class that is in another file now. */
export interface Stray extends EntityPair {
  from: Side;
  to: Side;
}

/** Smaller bodies occur by chance in more than one place, and are told by their names. */
const TELLING_WEIGHT = 14;
const SAME_NAME = 0.5;
const OTHER_NAME = 0.8;
const MAX_PAIRS = 20_000;
/** Two candidates whose scores differ by less cannot be told apart. */
const CLOSE = 0.03;

export const surveySide = (id: string, model: SourceModel, interner: Interner): Side => ({
  id,
  file: surveyFile(model, interner, NOTHING_FROZEN),
});

/** What an entity is called and where it stands; equal for one that stays. */
function placeKey(e: Entity): string {
  let key = `${e.sort} ${e.name}`;
  for (let at = e.parent; at; at = at.parent) key = `${at.name}/${key}`;
  return key;
}

/** The outermost functions and classes of `side` that are neither in place nor equal in `other`. */
export function strayIn(side: Side, other: Side | undefined): Entity[] {
  const places = new Set(other?.file.entities.map(placeKey));
  const contents = new Set(other?.file.entities.map((e) => e.content));
  const strays: Entity[] = [];
  let end = -1;
  for (const e of side.file.entities) {
    const isMovable = e.named && (e.sort === 'function' || e.sort === 'class');
    if (e.index === 0 || e.at < end || !isMovable) continue;
    if (places.has(placeKey(e)) || contents.has(e.content)) continue;
    strays.push(e);
    end = side.file.tree.ends[e.at] as number;
  }
  return strays;
}

/** What one side has lost, or gained. */
export interface Loose {
  side: Side;
  entities: readonly Entity[];
}

interface Item {
  side: Side;
  entity: Entity;
}

const itemsOf = (loose: readonly Loose[]): Item[] =>
  loose.flatMap(({ side, entities }) => entities.map((entity) => ({ side, entity })));

/** Equal bodies that one file has lost and another has gained, where there is no doubt which. */
export function equalStrays(gone: readonly Loose[], come: readonly Loose[]): Stray[] {
  const group = (items: Item[]): Map<string, Item | null> => {
    const byKey = new Map<string, Item | null>();
    for (const item of items) {
      const { content, name, weight } = item.entity;
      const keys = [`${content} ${bareName(name)}`];
      if (weight >= TELLING_WEIGHT) keys.push(`${content}`);
      for (const key of keys) byKey.set(key, byKey.has(key) ? null : item);
    }
    return byKey;
  };
  const left = group(itemsOf(gone));
  const right = group(itemsOf(come));
  const taken = new Set<Entity>();
  const found: Stray[] = [];
  // Name and body first: bodies alone may be equal by chance.
  const keys = [...left.keys()].sort((x, y) => Number(y.includes(' ')) - Number(x.includes(' ')));
  for (const key of keys) {
    const from = left.get(key);
    const to = right.get(key);
    if (!from || !to || from.side.id === to.side.id) continue;
    if (taken.has(from.entity) || taken.has(to.entity)) continue;
    if ((from.entity.sort === 'class') !== (to.entity.sort === 'class')) continue;
    taken.add(from.entity).add(to.entity);
    const isSame = key.includes(' ');
    const reason = isSame ? 'moved' : `moved and renamed from ${bareName(from.entity.name)}`;
    found.push(stray(from, to, isSame ? 0.98 : 0.95, reason));
  }
  return found;
}

const stray = (from: Item, to: Item, confidence: number, reason: string): Stray => ({
  from: from.side,
  to: to.side,
  old: from.entity,
  now: to.entity,
  confidence,
  reason,
});

/** What is alike among the rest: the best assignment over all files at once. */
export function alikeStrays(gone: readonly Loose[], come: readonly Loose[]): Stray[] {
  const left = itemsOf(gone);
  const right = itemsOf(come);
  const comparers = new Map<string, EntityComparer>();
  const comparerOf = (a: Side, b: Side): EntityComparer => {
    const key = `${a.id}\n${b.id}`;
    const known = comparers.get(key) ?? new EntityComparer(a.file, b.file);
    comparers.set(key, known);
    return known;
  };
  const onlyNames = left.length * right.length > MAX_PAIRS;
  const likeness = new Map<Candidate, number>();
  left.forEach((from, a) => {
    right.forEach((to, b) => {
      const isNamed = bareName(from.entity.name) === bareName(to.entity.name);
      if (from.side.id === to.side.id || (onlyNames && !isNamed)) return;
      const found = comparerOf(from.side, to.side).compare(from.entity, to.entity, 0);
      if (found === undefined || found.content < (isNamed ? SAME_NAME : OTHER_NAME)) return;
      const isTelling = Math.min(from.entity.weight, to.entity.weight) >= TELLING_WEIGHT;
      if (!isNamed && !isTelling) return;
      const candidate = { a, b, score: found.content + (isNamed ? 0.3 : 0) };
      likeness.set(candidate, found.content);
    });
  });
  const isContested = (chosen: Candidate): boolean =>
    [...likeness.keys()].some(
      (other) =>
        other !== chosen &&
        (other.a === chosen.a || other.b === chosen.b) &&
        other.score > chosen.score - CLOSE,
    );
  return assign([...likeness.keys()]).map((candidate) => {
    const from = left[candidate.a] as Item;
    const to = right[candidate.b] as Item;
    const content = likeness.get(candidate) ?? 0;
    const isNamed = bareName(from.entity.name) === bareName(to.entity.name);
    const sure = isNamed ? 0.78 + 0.18 * content : 0.9 * content;
    const how = isNamed ? 'moved' : `moved and renamed from ${bareName(from.entity.name)}`;
    const reason = `${how}, ${Math.round(content * 100)} % alike`;
    if (!isContested(candidate)) return stray(from, to, sure, reason);
    return stray(from, to, Math.min(sure, 0.55), `${reason}, as others are`);
  });
}
