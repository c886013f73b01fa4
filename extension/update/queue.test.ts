import { expect, test } from 'vitest';
import type { UpdateRequest } from './flow.js';
import { UpdateQueue } from './queue.js';
import { joinRequests } from './requests.js';

const save: UpdateRequest = { kind: 'apply', cause: 'save' };
const rollback: UpdateRequest = { kind: 'rollback', cause: 'command' };

/** A queue whose runs end when they are told to. */
function setUp() {
  const runs: { key: string; request: UpdateRequest; end: (value: number) => void }[] = [];
  const queue = new UpdateQueue<UpdateRequest, number>({
    run: (key, request) => new Promise((end) => runs.push({ key, request, end })),
    join: joinRequests,
  });
  return { queue, runs };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('requests that come while one runs are one, which begins after them', async () => {
  const { queue, runs } = setUp();
  const all = Array.from({ length: 50 }, () => queue.request('a', save));
  expect(runs).toHaveLength(1);
  runs[0]?.end(1);
  await settle();
  expect(runs).toHaveLength(2);
  runs[1]?.end(2);
  const ends = await Promise.all(all);
  expect(ends).toEqual([1, ...Array<number>(49).fill(2)]);
  await settle();
  expect(queue.isBusy('a')).toBe(false);
  expect(runs).toHaveLength(2);
});

test('a rollback keeps its place among updates', async () => {
  const { queue, runs } = setUp();
  void queue.request('a', save);
  void queue.request('a', save);
  void queue.request('a', rollback);
  void queue.request('a', save);
  for (let i = 0; i < 4; i++) {
    runs[i]?.end(i);
    await settle();
  }
  expect(runs.map(({ request }) => request.kind)).toEqual(['apply', 'apply', 'rollback', 'apply']);
});

test('sessions do not wait for each other', () => {
  const { queue, runs } = setUp();
  void queue.request('a', save);
  void queue.request('b', save);
  expect(runs.map(({ key }) => key)).toEqual(['a', 'b']);
});

test('what a person asks for outweighs a save, and a review is not forgotten', () => {
  expect(joinRequests({ kind: 'apply', cause: 'command' }, save)).toMatchObject({
    cause: 'command',
    reviewed: false,
  });
  const reviewed: UpdateRequest = { kind: 'apply', cause: 'review', reviewed: true };
  expect(joinRequests(save, { ...reviewed, acceptProposals: true })).toEqual({
    ...reviewed,
    acceptProposals: true,
  });
});
