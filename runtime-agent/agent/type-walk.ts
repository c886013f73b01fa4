import type { TypeNode } from '../../protocol/plan-types.js';

/** A plan's transformer of a type: how a value was, and the value itself; returns what replaces it, if anything. */
export type TypeTransform = (old: unknown, value: unknown) => unknown;

/** A place that holds a value. */
interface Slot {
  value: unknown;
  nodes: readonly number[];
  set(value: unknown): void;
}

/**
 * Finds the values of changed types from where they can be reached, and brings each into its new form:
 * once, inner ones first. Getters are not called, and what has the new form already is left alone.
 */
export class TypeWalk {
  /** What objects have become; those changed in place are themselves. */
  readonly #done = new WeakMap<object, Map<number, unknown>>();

  constructor(
    readonly nodes: readonly TypeNode[],
    /** By the target's number. */
    readonly transforms: ReadonlyMap<number, TypeTransform>,
  ) {}

  /**
   * Walks from some places.
   *
   * @param undos takes what takes the changes back, in order
   * @throws what a transformer throws
   */
  run(roots: readonly Slot[], undos: (() => void)[]): void {
    const found: { slot: Slot; target: number }[] = [];
    const seen = new Map<object, Set<number>>();
    const open = [...roots].reverse();
    for (let slot = open.pop(); slot; slot = open.pop()) {
      for (const id of slot.nodes) {
        const node = this.nodes[id];
        if (!node || !isOf(node, slot.value)) continue;
        if (node.target !== undefined && this.transforms.has(node.target)) {
          found.push({ slot, target: node.target });
        }
        const { value } = slot;
        if (typeof value !== 'object' || value === null) continue;
        const known = seen.get(value) ?? new Set();
        seen.set(value, known);
        if (known.has(id)) continue;
        known.add(id);
        for (const inner of slotsOf(value, node)) open.push(inner);
      }
    }
    for (const { slot, target } of found.reverse()) this.#change(slot, target, undos);
  }

  /** The same for one value that has come to light after the commit. */
  touch(value: unknown, nodes: readonly number[]): unknown {
    const slot: Slot = { value, nodes, set: (next) => (slot.value = next) };
    this.run([slot], []);
    return slot.value;
  }

  #change(slot: Slot, target: number, undos: (() => void)[]): void {
    const { value } = slot;
    const next = this.#changed(value, target, undos);
    if (Object.is(next, value)) return;
    slot.set(next);
    undos.push(() => slot.set(value));
  }

  #changed(value: unknown, target: number, undos: (() => void)[]): unknown {
    const transform = this.transforms.get(target);
    if (!transform) return value;
    if (typeof value !== 'object' || value === null) return transform(value, value) ?? value;
    const done = this.#done.get(value) ?? new Map<number, unknown>();
    if (done.has(target)) return done.get(target);
    undos.push(restoring(value), () => done.delete(target));
    const result = transform(copyOf(value), value) ?? value;
    done.set(target, result);
    this.#done.set(value, done);
    return result;
  }
}

/** Whether a value is of a node's type, and not in its new form already. */
function isOf({ is, fields, items, keys, values, entries }: TypeNode, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'object') return !is && !fields && !items && !keys && !values && !entries;
  if (!is) return true;
  if (is.not?.some((name) => name in value) === true) return false;
  const own = (name: string): unknown => Object.getOwnPropertyDescriptor(value, name)?.value;
  if (!is.has.every((name) => name in value)) return false;
  if (!Object.entries(is.equals).every(([name, wanted]) => own(name) === wanted)) return false;
  return Object.entries(is.types ?? {}).every(([name, type]) => {
    const found = own(name);
    return found === undefined || typeof found === type;
  });
}

/** The places inside a value that lead on. */
function slotsOf(value: object, node: TypeNode): Slot[] {
  const { fields = {}, items, keys, values, entries } = node;
  const slots: Slot[] = [];
  const field = (name: string, nodes: readonly number[]): void => {
    const found = Object.getOwnPropertyDescriptor(value, name);
    if (!found || !('value' in found)) return;
    const set = (next: unknown): void => {
      Object.defineProperty(value, name, { ...found, value: next });
    };
    slots.push({ value: found.value, nodes, set });
  };
  for (const [name, nodes] of Object.entries(fields)) field(name, nodes);
  if (entries) for (const name of Object.keys(value)) if (!(name in fields)) field(name, entries);
  if (items && Array.isArray(value)) for (const name of Object.keys(value)) field(name, items);
  if (items && value instanceof Set) {
    for (const item of value)
      slots.push({ value: item, nodes: items, set: replacing(value, item) });
  }
  if (value instanceof Map) {
    for (const [key, item] of value) {
      const map = value;
      if (values) slots.push({ value: item, nodes: values, set: (next) => map.set(key, next) });
      if (keys) slots.push({ value: key, nodes: keys, set: renaming(map, key) });
    }
  }
  return slots;
}

/** Puts something else in an item's place, and keeps the order. */
function replacing(set: Set<unknown>, item: unknown): (next: unknown) => void {
  let current = item;
  return (next) => {
    const items = [...set].map((each) => (each === current ? next : each));
    set.clear();
    for (const each of items) set.add(each);
    current = next;
  };
}

function renaming(map: Map<unknown, unknown>, key: unknown): (next: unknown) => void {
  let current = key;
  return (next) => {
    const pairs = [...map].map(([each, value]) => [each === current ? next : each, value] as const);
    map.clear();
    for (const [each, value] of pairs) map.set(each, value);
    current = next;
  };
}

/** How a value was: for the transformer to read. */
function copyOf(value: object): object {
  if (Array.isArray(value)) return [...(value as unknown[])];
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  const { getPrototypeOf, getOwnPropertyDescriptors, create } = Object;
  return create(getPrototypeOf(value) as object | null, getOwnPropertyDescriptors(value)) as object;
}

/** Takes back what a transformer does to a value. */
function restoring(value: object): () => void {
  const before = Object.getOwnPropertyDescriptors(value);
  const items = value instanceof Map || value instanceof Set ? copyOf(value) : undefined;
  return () => {
    for (const key of Reflect.ownKeys(value)) {
      if (!Object.hasOwn(before, key)) Reflect.deleteProperty(value, key);
    }
    Object.defineProperties(value, before);
    if (value instanceof Set && items instanceof Set) {
      value.clear();
      for (const item of items) value.add(item);
    }
    if (value instanceof Map && items instanceof Map) {
      value.clear();
      for (const [key, item] of items) value.set(key, item);
    }
  };
}
