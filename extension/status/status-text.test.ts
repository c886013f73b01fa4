import { expect, test } from 'vitest';
import { plainText as t } from '../translate.js';
import { statusText, type StatusFacts } from './status-text.js';

const quiet: StatusFacts = {
  ...{ session: 'server.mjs', version: 3, pending: 0, questions: 0, sessions: 1 },
  ...{ broken: [], isBusy: false, needsRestart: false },
};

test.each<[Partial<StatusFacts>, string, string]>([
  [{}, '$(check) v3 live', 'restitch.showHistory'],
  [{ pending: 2 }, '$(zap) v3 live, 2 pending', 'restitch.apply'],
  [{ pending: 2, questions: 1 }, '$(question) v3 live, 1 question', 'restitch.openReview'],
  [{ pending: 2, questions: 2 }, '$(question) v3 live, 2 questions', 'restitch.openReview'],
  [
    { pending: 2, questions: 1, needsRestart: true },
    '$(debug-restart) v3 live, restart needed',
    'restitch.restart',
  ],
  [
    { pending: 2, questions: 1, needsRestart: true, isBusy: true },
    '$(sync~spin) applying…',
    'restitch.showHistory',
  ],
  [
    { pending: 2, needsRestart: true, broken: ['a.mjs'] },
    '$(error) v3 live, error in a.mjs',
    'workbench.actions.view.problems',
  ],
  [
    { broken: ['a.mjs', 'b.mjs'] },
    '$(error) v3 live, errors in 2 files',
    'workbench.actions.view.problems',
  ],
  [{ sessions: 2 }, '$(check) server.mjs: v3 live', 'restitch.showHistory'],
])('%j', (facts, text, command) => {
  expect(statusText({ ...quiet, ...facts }, t)).toMatchObject({ text, command });
});
