import { expect, it } from 'vitest';
import type { FrameValues, ReviewModel } from '../../protocol/review.js';
import { readValues, type Debugger } from './frame-values.js';

const place = (line: number): unknown => ({
  module: 0,
  oldLines: [line, line],
  activity: 'waiting',
});
const frame = (at: number): unknown => ({ kind: 'frame', place: at });

const model = {
  modules: [{ file: '/a.mjs' }],
  places: [place(5), place(9), place(20)],
  threads: [
    {
      id: 0,
      name: 'main',
      frames: [frame(0), { kind: 'foreign' }, frame(1), frame(2)],
      suspended: [],
    },
  ],
} as unknown as ReviewModel;

const seen = (lines: number[]): Debugger => ({
  threads: () => Promise.resolve([{ id: 4, name: 'main' }]),
  frames: () =>
    Promise.resolve([
      { id: 1, file: '/a.mjs', line: lines[0] ?? 0 },
      { id: 2, file: 'node:internal', line: 1 },
      { id: 3, file: '/a.mjs', line: lines[1] ?? 0 },
      { id: 4, file: '/a.mjs', line: lines[2] ?? 0 },
    ]),
  variables: (id) => Promise.resolve({ id: `${id}`, text: 'x'.repeat(300) }),
});

async function all(from: Debugger): Promise<FrameValues[]> {
  const found: FrameValues[] = [];
  for await (const one of readValues(model, from)) found.push(one);
  return found;
}

it('takes values of the program’s frames, shortened', async () => {
  const values = await all(seen([5, 9, 20]));
  expect(values.map(({ thread, frame: at, values: of }) => [thread, at, of['id']])).toEqual([
    [0, 0, '1'],
    [0, 1, '3'],
    [0, 2, '4'],
  ]);
  expect(values[0]?.values['text']).toBe(`${'x'.repeat(200)}…`);
});

it('takes none from the frame on where the two do not agree', async () => {
  const values = await all(seen([5, 10, 20]));
  expect(values.map(({ frame: at }) => at)).toEqual([0]);
});
