import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyChanges, freshDoc } from './doc.js';
import type { Score } from './score.js';
import { missedGoals, published } from './goals.js';
import { askedOf, calibrationOf, runBenchmark } from './run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the document that remembers where its text was', () => {
  it('keeps origins through moves, changes inside moved text, and further edits', () => {
    const once = applyChanges(freshDoc('abcdef'), [
      {
        start: 4,
        end: 4,
        pieces: [{ from: [0, 2], changes: [{ start: 1, end: 1, pieces: ['-'] }] }],
      },
      { start: 0, end: 2, pieces: [] },
    ]);
    expect([once.text, [...once.origin]]).toEqual(['cda-bef', [2, 3, 0, -1, 1, 4, 5]]);
    const twice = applyChanges(once, [{ start: 0, end: 2, pieces: [{ text: 'XYZ', at: 0 }] }]);
    expect([twice.text, [...twice.origin]]).toEqual(['XYZa-bef', [2, -1, -1, 0, -1, 1, 4, 5]]);
  });
});

describe('the accuracy benchmark', () => {
  const cases = 60;
  const report = runBenchmark({ root, seed: 11, cases });

  it('makes the same cases again from the same seed', () => {
    const { kinds } = runBenchmark({ root, seed: 11, cases });
    expect(kinds).toEqual(report.kinds);
  });

  it('finds the inference far ahead of the baselines', () => {
    expect(report.functions.recall).toBeGreaterThan(0.98);
    expect(report.positions.recall).toBeGreaterThan(0.97);
    expect(report.locals.recall).toBeGreaterThan(0.98);
    for (const baseline of Object.values(report.baselines)) {
      expect(baseline.functions.recall).toBeLessThan(0.9);
      expect(baseline.positions.recall).toBeLessThan(0.9);
    }
  });

  it('tells for each confidence how often it is right', () => {
    const answers = [0.3, 0.6, 0.65, 0.95, 0.96, 1].map((confidence, i) => ({
      what: 'local' as const,
      confidence,
      right: i % 2 === 1,
      isOpen: false,
    }));
    const buckets = calibrationOf(answers).filter((bucket) => bucket.answers > 0);
    expect(buckets).toEqual([
      { from: 0, answers: 1, right: 0 },
      { from: 0.6, answers: 2, right: 1 },
      { from: 0.95, answers: 2, right: 1 },
      { from: 0.99, answers: 1, right: 1 },
    ]);
    const all = report.calibration.reduce((sum, bucket) => sum + bucket.answers, 0);
    const sure = report.calibration.filter(({ from }) => from >= 0.95);
    const wrong = sure.reduce((sum, bucket) => sum + bucket.answers - bucket.right, 0);
    expect(all).toBeGreaterThan(1000);
    expect(wrong).toBe(report.confidentWrong);
  });

  it('tells which questions were needless: what is gone or new has to be asked about', () => {
    const answer = (confidence: number, right: boolean, isOpen: boolean): Score['answers'][0] => ({
      what: 'position',
      confidence,
      right,
      isOpen,
    });
    const answers = [
      answer(0.5, true, false),
      answer(0.5, true, true),
      answer(0.5, false, false),
      answer(0.6, true, false),
    ];
    expect(askedOf(answers)).toEqual({ answers: 3, needless: 1 });
    expect(report.asked.answers).toBeGreaterThan(report.asked.needless);
  });

  it('publishes its figures, and says which goals are missed', () => {
    expect(Object.keys(published(report))).toEqual([
      'cases',
      'seed',
      'functions',
      'positions',
      'locals',
      'confidentWrong',
      'baselines',
    ]);
    const confident = { share: 0.9, right: 0.98 };
    const locals = { precision: 1, recall: 0.9 };
    const worse = { ...report, confidentWrong: 2, confident, locals };
    const missed = ['locals 0.9, below 0.995', '0.98 of the sure right', '2 confident and wrong'];
    expect(missedGoals(worse).filter((goal) => /^(locals|2|0)/.test(goal))).toEqual(missed);
  });
});
