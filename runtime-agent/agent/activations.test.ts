import { expect, test } from 'vitest';
import { ActivationList, type Activation } from './activations.js';
import type { ModuleHandle } from './module-handle.js';

const handle = {} as ModuleHandle;

const positions = (list: ActivationList): number[] =>
  [...list.suspended()].map(({ p }) => p).sort((a, b) => a - b);

test('lists what is suspended, and neither what runs nor what is over', () => {
  const list = new ActivationList();
  list.add(handle, 1, 10);
  list.add(handle, 2, 0);
  list.add(handle, 3, 20).p = -1;
  expect(positions(list)).toEqual([10]);
});

test('a generator that runs while very many others come and go is listed when it is suspended', () => {
  const list = new ActivationList();
  const generator = list.add(handle, 1, 0);
  for (let n = 0; n < 10_000; n++) list.add(handle, 2, 5).p = -1;
  expect(positions(list)).toEqual([]);
  generator.p = 7;
  expect(positions(list)).toEqual([7]);
});

test('very many suspended at once are all listed, also when they are held weakly', () => {
  const list = new ActivationList();
  const held: Activation[] = [];
  for (let n = 1; n <= 120_000; n++) held.push(list.add(handle, 1, n));
  expect(positions(list)).toHaveLength(120_000);
  list.sweep();
  for (const node of held.slice(0, 60_000)) node.p = -1;
  expect(positions(list)[0]).toBe(60_001);
  expect(positions(list)).toHaveLength(60_000);
});

test('names each place once at which something is suspended, also when it is held weakly', () => {
  const list = new ActivationList();
  const other = {} as ModuleHandle;
  const held: Activation[] = [];
  for (let n = 0; n < 1000; n++) held.push(list.add(handle, 1, 10), list.add(other, 1, 10));
  const generators = [3, 4].map((fn) => list.add(handle, fn, 0));
  const last = list.add(handle, 2, 20);
  const places = (): string[] =>
    list
      .places()
      .map(({ handle: of, p }) => `${of === handle ? 'handle' : 'other'} ${p}`)
      .sort();
  expect(places()).toEqual(['handle 10', 'handle 20', 'other 10']);
  list.sweep();
  expect(places()).toEqual(['handle 10', 'handle 20', 'other 10']);
  for (const node of held.slice(0, -1)) node.p = -1;
  last.p = -1;
  for (const node of generators) node.p = 7;
  expect(places()).toEqual(['handle 7', 'other 10']);
});

test('places where nothing is suspended any more are thrown out', () => {
  const list = new ActivationList();
  const held: Activation[] = [];
  for (let n = 0; n < 60_000; n++) held.push(list.add(handle, 1, 5));
  list.sweep();
  for (const node of held) node.p = -1;
  for (let n = 0; n < 3; n++) list.add(handle, 1, 9);
  list.sweep();
  list.add(handle, 1, 9);
  list.sweep();
  expect(list.places().map(({ p }) => p)).toEqual([9]);
  expect([...list.suspended()]).toHaveLength(4);
});

test('takes the node of an activation again that waits once more, as long as it can be found by it', () => {
  const list = new ActivationList();
  const first = list.add(handle, 1, 10);
  first.p = -1;
  expect(first.isListed).toBe(true);
  first.p = 20;
  expect([...list.suspended()].map(({ p }) => p)).toEqual([20]);
  first.p = -1;
  // Room is made for others: one that is over is thrown out.
  for (let n = 0; n < 2000; n++) list.add(handle, 2, 5).p = -1;
  expect(first.isListed).toBe(false);
  const waiting = list.add(handle, 3, 30);
  list.sweep();
  // Where it waits is known by the place that it was taken from.
  expect(waiting.isListed).toBe(false);
  expect([...list.suspended()]).toEqual([waiting]);
});
