import { expect, it } from 'vitest';
import { ToldLines, type ToldMessage } from './told-lines.js';

const answer = (line: number): ToldMessage => ({
  type: 'response',
  command: 'setBreakpoints',
  body: { breakpoints: [{ id: 1, line, verified: true }] },
});
const event = (line: number, verified = true): ToldMessage => ({
  type: 'event',
  event: 'breakpoint',
  body: { breakpoint: { id: 1, line, verified } },
});

it('tells a move from the line that a breakpoint is bound to first', () => {
  const told = new ToldLines();
  expect(told.movedBy(event(4, false))).toEqual([]);
  expect(told.movedBy(event(5))).toEqual([]);
  expect(told.movedBy(event(5))).toEqual([]);
  expect(told.movedBy(event(9))).toEqual([{ id: 1, line: 9 }]);
  expect(told.movedBy(event(2, false))).toEqual([]);
});

it('does not take for a move what the editor has asked for', () => {
  const told = new ToldLines();
  expect(told.movedBy(answer(5))).toEqual([]);
  expect(told.movedBy(answer(8))).toEqual([]);
  expect(told.movedBy(event(8))).toEqual([]);
  expect(told.movedBy(event(10))).toEqual([{ id: 1, line: 10 }]);
});
