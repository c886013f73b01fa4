import { expect, it } from 'vitest';
import type { ReviewedFrame, ReviewedThread, ReviewModel } from '../../protocol/review.js';
import { firstFrame, frameAt, placeOf, rowsOf } from './rows.js';

const frame = (place: number, state: 'moved' | 'decision' = 'moved', count = 1): ReviewedFrame => ({
  kind: 'frame',
  place,
  state,
  count,
});

const model = (threads: ReviewedThread[], questions: ReviewModel['questions'] = []): ReviewModel =>
  ({ threads, questions, places: [{ state: 'unchanged' }, { state: 'moved' }] }) as never;

const busy = model([
  {
    id: 0,
    name: 'main',
    frames: [frame(0), { kind: 'foreign' }, frame(1, 'decision')],
    suspended: [frame(1, 'moved', 4)],
  },
  { id: 3, name: 'worker 3', frames: [], suspended: [] },
]);

it('lists threads, stacks and frames with their places among each other', () => {
  const shown = rowsOf(busy, new Set());
  expect(
    shown.map((row) => [
      row.level,
      row.position,
      row.siblings,
      'label' in row ? row.label : row.place,
    ]),
  ).toEqual([
    [1, 1, 2, 'main'],
    [2, 1, 2, 'Stack (2)'],
    [3, 1, 3, 0],
    [3, 2, 3, 'Code of others'],
    [3, 3, 3, 1],
    [2, 2, 2, 'Suspended (4)'],
    [3, 1, 1, 1],
    [1, 2, 2, 'worker 3'],
    [2, 1, 1, 'Idle: no frames'],
  ]);
  expect(shown[0]).toMatchObject({ open: 1, isOpen: true });
  const folded = rowsOf(busy, new Set(['t0.frames', 't3']));
  expect(folded.map(({ key }) => key)).toEqual([
    't0',
    't0.frames',
    't0.suspended',
    't0.suspended.0',
    't3',
  ]);
  expect(folded[1]).toMatchObject({ open: 1, isOpen: false });
});

it('finds frames by place and the other way round', () => {
  expect(frameAt(busy, 1)).toEqual({ thread: 0, list: 'frames', index: 2 });
  expect(frameAt(busy, 7)).toBeUndefined();
  expect(placeOf(busy, { thread: 0, list: 'suspended', index: 0 })).toBe(1);
  expect(placeOf(busy, { thread: 0, list: 'frames', index: 1 })).toBeUndefined();
  expect(placeOf(busy, { thread: 9, list: 'frames', index: 0 })).toBeUndefined();
});

it('begins at the first question, else at what changes', () => {
  const question = { text: '', at: { tab: 'stacks' as const, place: 0 }, proposal: null };
  const asking = model(busy.threads, [question]);
  expect(firstFrame(asking)).toEqual({ thread: 0, list: 'frames', index: 0 });
  expect(firstFrame(busy)).toEqual({ thread: 0, list: 'frames', index: 2 });
});
