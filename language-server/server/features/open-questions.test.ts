import { expect, test } from 'vitest';
import type { ModulePlan } from '../../../protocol/plan.js';
import { openQuestions } from './open-questions.js';

type Entries = Pick<ModulePlan, 'functions' | 'points' | 'variables'>;

const judged = { confidence: 0.3, reason: '', asks: true };
const pair = (old: string, now: string): Entries['functions'][number] => ({
  ...{ old, now, change: 'renamed', ...judged },
});
const point = (fn: string, at: string): Entries['points'][number] => ({
  from: { function: fn, at, line: 1 },
  ...{ how: 'guess', activations: 1, suspended: 0, ...judged },
});
const variable = (fn: string, name: string): Entries['variables'][number] => ({
  ...{ function: fn, name, line: 1, from: { kind: 'question', why: '' }, ...judged },
});

const count = (entries: Partial<Entries>): Record<string, number> =>
  Object.fromEntries(openQuestions({ functions: [], points: [], variables: [], ...entries }));

test('each variable and each place is a question of its own', () => {
  const variables = [variable('serve', 'since'), variable('serve', 'until')];
  expect(count({ variables })).toEqual({ serve: 2 });
  const points = [point('serve', 'await a'), point('serve', 'await b'), point('serve', 'await a')];
  expect(count({ variables, points })).toEqual({ serve: 4 });
});

test('what is answered is none, nor what the plan is sure of', () => {
  const answered = { ...variable('serve', 'since'), override: { value: '1' } };
  const sure = { ...point('serve', 'await a'), asks: false };
  expect(count({ variables: [answered], points: [sure] })).toEqual({});
});

test('a doubtful pair is one where an activation stands in it', () => {
  const functions = [pair('serve', 'answer')];
  expect(count({ functions })).toEqual({});
  expect(count({ functions, points: [{ ...point('serve', 'f()'), asks: false }] })).toEqual({
    serve: 1,
  });
});
