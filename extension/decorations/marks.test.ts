import { expect, test } from 'vitest';
import type { ActiveStatementRange } from '../../protocol/lsp/index.js';
import { marksOf } from './marks.js';

const at = (line: number): ActiveStatementRange['old'] => ({
  start: { line, character: 2 },
  end: { line, character: 9 },
});

const statement = (
  how: ActiveStatementRange['how'],
  now: ActiveStatementRange['now'],
): ActiveStatementRange => ({
  ...{ session: 's', function: 'f', state: 'waiting', isLeaf: false, count: 1 },
  ...{ how, now, old: at(0) },
});

test('statements are marked by what becomes of their activations', () => {
  const changes = { changed: [{ start: 3, end: 5 }], removed: [] };
  const marks = marksOf(
    changes,
    [
      statement('unchanged', at(1)),
      statement('exact', at(3)),
      statement('guess', at(4)),
      statement('lost', null),
    ],
    10,
  );
  expect(marks.active).toEqual([at(1)]);
  expect(marks.continuation).toEqual([at(3)]);
  expect(marks.guess).toEqual([at(4)]);
  expect(marks.changed).toEqual([
    { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } },
  ]);
});

test('several sessions at one statement mark it once', () => {
  const same = { ...statement('unchanged', at(1)), session: 'other' };
  const marks = marksOf({ changed: [], removed: [] }, [statement('unchanged', at(1)), same], 5);
  expect(marks.active).toEqual([at(1)]);
});

test('what is gone after the last line is marked at the last line', () => {
  const marks = marksOf({ changed: [], removed: [5] }, [], 5);
  expect(marks.removed[0]?.start.line).toBe(4);
});
