import { describe, expect, test } from 'vitest';
import {
  planDoesNotFit,
  RestitchError,
  sessionEnded,
  sourceSyntax,
  updateUnderWay,
  valueNeeded,
  classNotChangeable,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import type { PlanAnswer } from '../../protocol/lsp/index.js';
import { PLAN_FORMAT, type ModulePlan, type PointEntry } from '../../protocol/plan.js';
import type { ApplyResult, Outcome } from '../../protocol/results.js';
import type { ApplyOptions } from '../../protocol/rpc.js';
import { runUpdate, type FlowPorts, type UpdatePhase, type UpdateRequest } from './flow.js';

const place = { file: '/a.js', line: 3 };
const question = valueNeeded(place, 'x', 'it calls', 'f()');

const point = (more: Partial<PointEntry>): PointEntry => ({
  from: { function: 'f', at: 'call g()', line: 1 },
  ...{ how: 'guess', activations: 1, suspended: 0, confidence: 0.4, reason: '', asks: true },
  ...more,
});

function planOf(points: PointEntry[] = []): PlanAnswer['plan'] {
  const none = { functions: [], ranges: [], variables: [], classes: [], bindings: [] };
  const module: ModulePlan = {
    ...{ file: '/a.js', from: '1', to: '2', points, imports: [], exports: [], statements: [] },
    ...none,
  };
  return { format: PLAN_FORMAT, modules: [module] };
}

const answer = (more: Partial<PlanAnswer> = {}): PlanAnswer => ({
  ...{ session: 's', plan: planOf(), unsaved: [], diagnostics: [] },
  ...more,
});

const result = (outcome: Outcome, diagnostics: Diagnostic[] = []): ApplyResult => ({
  ...{ outcome, version: 2, pauseMs: 1, totalMs: 2, threads: [], diagnostics },
});

/** Ports that give the answers of lists, the last one again and again; and note what was done. */
function portsOf(given: {
  plans?: (PlanAnswer | undefined)[];
  results?: (ApplyResult | Error)[];
  saves?: string[][];
  review?: FlowPorts['review'];
  cancelled?: boolean;
  /** It is cancelled at the beginning of this. */
  cancelledWhile?: UpdatePhase;
}) {
  const done: string[] = [];
  const applied: ApplyOptions[] = [];
  let isCancelled = given.cancelled === true;
  const next = <T>(list: T[]): T => (list.length > 1 ? list.shift() : list[0]) as T;
  const { plans = [answer()], results = [result('applied')], saves = [[]] } = given;
  const outcome = (): Promise<ApplyResult> => {
    const found = next(results);
    return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
  };
  const ports: FlowPorts = {
    save: () => {
      done.push('save');
      return Promise.resolve(next(saves));
    },
    plan: () => {
      done.push('plan');
      return Promise.resolve(next(plans));
    },
    apply: (options) => {
      done.push('apply');
      applied.push(options);
      return outcome();
    },
    rollback: () => {
      done.push('rollback');
      return outcome();
    },
    ...{ review: given.review ?? 'whenUnsure', stopTimeout: 5000, planFile: '/p.json' },
    isCancelled: () => isCancelled,
    begins: (phase) => {
      if (phase === given.cancelledWhile) isCancelled = true;
    },
    pause: () => Promise.resolve(),
  };
  return { ports, done, applied };
}

const command: UpdateRequest = { kind: 'apply', cause: 'command' };
const save: UpdateRequest = { kind: 'apply', cause: 'save' };

describe('one step', () => {
  test('saves, plans and applies what needs no decision', async () => {
    const { ports, done, applied } = portsOf({});
    expect(await runUpdate(command, ports)).toMatchObject({ kind: 'applied' });
    expect(done).toEqual(['save', 'plan', 'apply']);
    expect(applied).toEqual([{ yes: false, timeoutMs: 5000 }]);
  });

  test('does without a plan when nobody can make one', async () => {
    const { ports } = portsOf({ plans: [undefined] });
    expect((await runUpdate(command, ports)).kind).toBe('applied');
  });

  test('sends the plan along when something has been decided in it', async () => {
    const decided = answer({ plan: planOf([point({ override: { do: 'restart' } })]) });
    const { ports, applied } = portsOf({ plans: [decided] });
    await runUpdate(command, ports);
    expect(applied[0]?.plan).toBe(JSON.stringify(decided.plan));
    expect(applied[0]?.planFile).toBe('/p.json');
  });

  test('after a save, saves nothing else', async () => {
    const { ports, done } = portsOf({ plans: [answer({ unsaved: ['file:///b.js'] })] });
    expect((await runUpdate(save, ports)).kind).toBe('applied');
    expect(done).toEqual(['plan', 'apply']);
  });

  test('saves again what was typed meanwhile, but not for ever', async () => {
    const typed = answer({ unsaved: ['file:///a.js'] });
    const once = portsOf({ plans: [typed, answer()] });
    expect((await runUpdate(command, once.ports)).kind).toBe('applied');
    expect(once.done).toEqual(['save', 'plan', 'save', 'plan', 'apply']);
    const always = portsOf({ plans: [typed] });
    expect((await runUpdate(command, always.ports)).kind).toBe('unsaved');
  });
});

describe('decisions', () => {
  const asking = answer({ plan: planOf([point({})]) });

  test('an open question leads to the review, and nothing is applied', async () => {
    const { ports, done } = portsOf({ plans: [asking] });
    expect((await runUpdate(command, ports)).kind).toBe('review');
    expect(done).not.toContain('apply');
  });

  test.each<[string, PointEntry]>([
    ['has been answered', point({ override: { do: 'restart' } })],
    ['is about no activation', point({ activations: 0 })],
  ])('a question that %s is none', async (_, entry) => {
    const { ports } = portsOf({ plans: [answer({ plan: planOf([entry]) })] });
    expect((await runUpdate(command, ports)).kind).toBe('applied');
  });

  test('what only the program knows leads to the review too', async () => {
    const { ports } = portsOf({ results: [result('refused', [question])] });
    expect(await runUpdate(command, ports)).toMatchObject({
      kind: 'review',
      diagnostics: [question],
    });
  });

  test('the settings decide: always, or never', async () => {
    const always = portsOf({ review: 'always' });
    expect((await runUpdate(command, always.ports)).kind).toBe('review');
    const never = portsOf({ review: 'never', plans: [asking] });
    expect((await runUpdate(command, never.ports)).kind).toBe('applied');
  });

  test('what has been reviewed is applied, with the proposals', async () => {
    const { ports, applied } = portsOf({ review: 'always', plans: [asking] });
    const reviewed: UpdateRequest = { ...command, reviewed: true, acceptProposals: true };
    expect((await runUpdate(reviewed, ports)).kind).toBe('applied');
    expect(applied[0]?.yes).toBe(true);
  });
});

describe('what can go wrong', () => {
  test('sources that do not parse', async () => {
    const broken = [sourceSyntax(place, 'Unexpected token')];
    const { ports, done } = portsOf({ plans: [answer({ diagnostics: broken })] });
    expect(await runUpdate(command, ports)).toMatchObject({ kind: 'broken', diagnostics: broken });
    expect(done).not.toContain('apply');
  });

  test('a change that takes a restart', async () => {
    const { ports } = portsOf({
      results: [result('refused', [classNotChangeable(place, 'C cannot extend D')])],
    });
    expect((await runUpdate(command, ports)).kind).toBe('unsupported');
  });

  test('a file that cannot be saved', async () => {
    const { ports, done } = portsOf({ saves: [['/a.js']] });
    expect(await runUpdate(command, ports)).toMatchObject({ kind: 'unsaved', files: ['/a.js'] });
    expect(done).toEqual(['save']);
  });

  test('sources that were saved again meanwhile: it begins again', async () => {
    const stale = result('refused', [planDoesNotFit(place, 'another text')]);
    const { ports, done } = portsOf({ results: [stale, result('applied')] });
    expect((await runUpdate(command, ports)).kind).toBe('applied');
    expect(done.filter((one) => one === 'apply')).toHaveLength(2);
    const always = portsOf({ results: [stale] });
    expect((await runUpdate(command, always.ports)).kind).toBe('refused');
  });

  test('an update that somebody else makes is waited for', async () => {
    const busy = new RestitchError(updateUnderWay());
    const { ports } = portsOf({ results: [busy, busy, result('applied')] });
    expect((await runUpdate(command, ports)).kind).toBe('applied');
  });

  test('a session that has ended, and any other failure', async () => {
    const ended = portsOf({ results: [new RestitchError(sessionEnded('s'))] });
    expect((await runUpdate(command, ended.ports)).kind).toBe('ended');
    const failed = portsOf({ results: [new Error('no')] });
    expect(await runUpdate({ kind: 'rollback', cause: 'command' }, failed.ports)).toMatchObject({
      kind: 'failed',
      diagnostics: [{ code: 'RS1010' }],
    });
  });

  test('a cancelled update has done nothing', async () => {
    const { ports, done } = portsOf({ cancelled: true });
    expect((await runUpdate(command, ports)).kind).toBe('cancelled');
    expect(done).not.toContain('apply');
  });

  test('one that is cancelled while the session makes it is taken back', async () => {
    const { ports, done } = portsOf({
      cancelledWhile: 'applying',
      results: [result('applied'), { ...result('applied'), version: 3 }],
    });
    expect(await runUpdate(command, ports)).toMatchObject({
      kind: 'cancelled',
      result: { version: 3 },
    });
    expect(done).toEqual(['save', 'plan', 'apply', 'rollback']);
  });

  test('one that cannot be taken back is told to run', async () => {
    const refused = result('refused', [updateUnderWay()]);
    const { ports } = portsOf({
      cancelledWhile: 'applying',
      results: [result('applied'), refused],
    });
    expect(await runUpdate(command, ports)).toMatchObject({
      kind: 'applied',
      result: { version: 2 },
      stays: refused.diagnostics,
    });
    const failing = portsOf({
      cancelledWhile: 'applying',
      results: [result('applied'), new RestitchError(sessionEnded('s'))],
    });
    expect((await runUpdate(command, failing.ports)).kind).toBe('ended');
  });

  test('one that is refused while it is cancelled is not taken back', async () => {
    const { ports, done } = portsOf({
      cancelledWhile: 'applying',
      results: [result('rolled-back', [updateUnderWay()])],
    });
    expect((await runUpdate(command, ports)).kind).toBe('rolled-back');
    expect(done).not.toContain('rollback');
  });
});
