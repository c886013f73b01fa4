import { describe, expect, it } from 'vitest';
import type { TypeNode } from '../../protocol/plan-types.js';
import { TypeWalk } from './type-walk.js';

interface Job {
  id: number;
  next?: Job | null;
  size?: number;
}

const JOB: TypeNode = {
  type: 'Job',
  target: 0,
  is: { has: ['id'], equals: {}, types: { id: 'number' }, not: ['size'] },
  fields: { next: [0] },
};
/** 0: a job; 1: a list, 2: a map, 3: a set of jobs. */
const NODES: TypeNode[] = [
  JOB,
  { type: 'Job[]', items: [0] },
  { type: 'Map<Job, Job>', keys: [0], values: [0] },
  { type: 'Set<Job>', items: [0] },
];

/** Walks from a value, and gives the order in which jobs were changed. */
function walk(
  value: unknown,
  node: number,
  change: (old: Job, value: Job) => unknown,
): { order: number[]; result: unknown; undo: () => void } {
  const order: number[] = [];
  const transform = (old: unknown, found: unknown): unknown => {
    order.push((old as Job).id);
    return change(old as Job, found as Job);
  };
  const undos: (() => void)[] = [];
  const slot = { value, nodes: [node], set: (next: unknown) => (slot.value = next) };
  new TypeWalk(NODES, new Map([[0, transform]])).run([slot], undos);
  const undo = (): void => undos.reverse().forEach((restore) => restore());
  return { order, result: slot.value, undo };
}

const grow = (_: Job, value: Job): void => {
  value.size = 1;
};

describe('a walk', () => {
  it('changes each value once, inner ones first, through cycles', () => {
    const last: Job = { id: 3 };
    const first: Job = { id: 1, next: { id: 2, next: last } };
    last.next = first;
    const { order } = walk([first, last, first, null, undefined, 'x'], 1, grow);
    expect(order.sort()).toEqual([1, 2, 3]);
    expect(first).toMatchObject({ size: 1, next: { size: 1, next: { size: 1 } } });
    const tree: Job = { id: 1, next: { id: 2, next: { id: 3 } } };
    expect(walk(tree, 0, grow).order).toEqual([3, 2, 1]);
  });

  it('leaves alone what is of another type, or in the new form', () => {
    const others = [{ name: 'x' }, { id: 'text' }, { id: 1, size: 5 }, Object.create(null), 7];
    const before = structuredClone(others);
    expect(walk(others, 1, grow).order).toEqual([]);
    expect(others).toEqual(before);
  });

  it('calls no getter', () => {
    const value = {
      id: 1,
      get next(): Job {
        throw new Error('called');
      },
    };
    expect(walk(value, 0, grow).order).toEqual([1]);
  });

  it('puts what a transformer returns in the place of all that held the value, in order', () => {
    const a: Job = { id: 1 };
    const b: Job = { id: 2 };
    const replace = (old: Job): unknown => ({ made: old.id });
    const list = [a, b, a];
    walk(list, 1, replace);
    expect(list).toEqual([{ made: 1 }, { made: 2 }, { made: 1 }]);
    expect(list[0]).toBe(list[2]);
    const map = new Map([
      [a, b],
      [b, a],
    ]);
    const { undo } = walk(map, 2, replace);
    expect([...map]).toEqual([
      [{ made: 1 }, { made: 2 }],
      [{ made: 2 }, { made: 1 }],
    ]);
    undo();
    expect([...map.keys()]).toEqual([a, b]);
    expect(map.get(a)).toBe(b);
    const set = new Set([a, b]);
    const back = walk(set, 3, replace);
    expect([...set]).toEqual([{ made: 1 }, { made: 2 }]);
    back.undo();
    expect([...set]).toEqual([a, b]);
    expect(walk(a, 0, replace).result).toEqual({ made: 1 });
  });

  it('can be taken back', () => {
    const list: Job[] = [{ id: 1, next: { id: 2 } }];
    const { undo } = walk(list, 1, (_, value) => {
      value.size = 1;
      delete value.next;
    });
    expect(list).toEqual([{ id: 1, size: 1 }]);
    undo();
    expect(list).toEqual([{ id: 1, next: { id: 2 } }]);
  });
});
