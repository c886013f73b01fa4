import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import {
  pendingChangesChanged,
  pendingChangesRequest,
  type PlanAnswer,
} from '../../../protocol/lsp/index.js';
import { readPlan } from '../../../protocol/plan.js';
import { onLine, TestClient } from '../testing/client.js';

const OLD = `export function serve(queue) {
  for (const job of queue) {
    start(job);
    work(job);
  }
  done();
}
class Store {
  constructor() { this.root = '/'; }
}
let limit = load();
serve([1]);
`;

const NEXT = OLD.replace('  for (', '  const since = now();\n  for (')
  .replace('work(job);', 'log(since);')
  .replace("this.root = '/'", "this.base = '/'")
  .replace('load()', 'load(1)')
  .concat('setTimeout(serve, 1);\n');

const TOTAL = `export function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
    log(item);
  }
  return sum;
}
`;
/** Is it the same function, under another name? */
const REPORT = `export function report(items) {
  const found = [];
  for (const item of items) {
    log(item);
    found.push(item.price);
  }
  return found.join();
}
`;

async function open(text: string): Promise<{ test: TestClient; found: Diagnostic[] }> {
  const test = await TestClient.start({ clientCommands: ['restitch.askValue'] });
  const session = await test.run({ 'main.mjs': OLD });
  session.activity({ file: 'main.mjs', at: 'work(job)', isLeaf: true });
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  await test.open('main.mjs', text);
  return { test, found: await test.diagnostics('main.mjs') };
}

const only = (found: Diagnostic[], code: string): Diagnostic[] =>
  found.filter((diagnostic) => diagnostic.code === code);

const titled = (actions: CodeAction[], start: string): CodeAction | undefined =>
  actions.find(({ title }) => title.startsWith(start));

async function plan(test: TestClient): Promise<PlanAnswer> {
  const answer = await test.client.sendRequest<PlanAnswer>('restitch/plan', {});
  expect(readPlan(JSON.stringify(answer.plan))).toEqual(answer.plan);
  return answer;
}

describe('quick fixes', () => {
  it('accept what is proposed for a variable', async () => {
    const { test, found } = await open(NEXT);
    const actions = await test.actions('main.mjs', only(found, 'RS1204'));
    expect(actions.map(({ title }) => title)).toContain('Give since another value…');
    const accept = titled(actions, 'Start since as null');
    expect(accept).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'RS1204' }] });
    expect(await test.carryOut(accept)).toEqual({ accepted: true });
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1204').length === 0);
    const { plan: made } = await plan(test);
    expect(made.modules[0]?.variables).toMatchObject([
      { name: 'since', override: { value: 'null' }, from: { kind: 'question' } },
    ]);
  });

  it('leave no question of what is answered, and tell so', async () => {
    const text = OLD.replace('  for (', '  const since = now();\n  for (').replace(
      'done();',
      'done(since);',
    );
    const { test, found } = await open(text);
    const questions = async (): Promise<string[]> => {
      const pending = await test.client.sendRequest(pendingChangesRequest, {});
      const asking = pending.filter((change) => change.questions > 0);
      return asking.map((change) => `${change.name} ${change.questions}`);
    };
    expect(await questions()).toEqual(['serve 1']);
    const told: Record<string, number>[] = [];
    test.client.onNotification(pendingChangesChanged, ({ counts }) => void told.push(counts));
    const actions = await test.actions('main.mjs', only(found, 'RS1204'));
    await test.carryOut(titled(actions, 'Start since as null'));
    await test.until(() => told.length > 0);
    expect(told).toEqual([{ fake: 1 }]);
    expect(await questions()).toEqual([]);
  });

  it('keep the decision while the text is edited further, and half-way through typing', async () => {
    const { test, found } = await open(NEXT);
    await test.carryOut(
      titled(await test.actions('main.mjs', only(found, 'RS1204')), 'Start since as 0'),
    );
    await test.edit('main.mjs', NEXT.replace('done();', 'done('));
    await test.diagnostics('main.mjs', ([first]) => first?.code === 'RS1101');
    await test.edit('main.mjs', NEXT.replace('done();', 'done(1);'));
    await test.diagnostics('main.mjs', ([first]) => first?.code !== 'RS1101');
    const { plan: made } = await plan(test);
    expect(made.modules[0]?.variables).toMatchObject([{ name: 'since', override: { value: '0' } }]);
  });

  it('choose a position, restart, return', async () => {
    const { test, found } = await open(NEXT);
    const actions = await test.actions('main.mjs', only(found, 'RS1203'));
    const titles = actions.map(({ title }) => title);
    expect(titles).toContain('Restart the function instead');
    expect(titles).toContain('Go on at line 7: before done();');
    await test.carryOut(titled(actions, 'Go on at line 7: before done();'));
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1203').length === 0);
    const first = await plan(test);
    expect(first.plan.modules[0]?.points).toMatchObject([
      {
        from: { function: 'serve', at: 'call work(job)', line: 4 },
        override: { do: 'resume', function: 'serve', at: 'before done();' },
      },
    ]);
    // Behind the place that was chosen nothing reads the new variable.
    expect(only(await test.diagnostics('main.mjs'), 'RS1204')).toEqual([]);
    await test.carryOut(titled(actions, 'Restart the function instead'));
    const second = await plan(test);
    expect(second.plan.modules[0]?.points[0]?.override).toEqual({ do: 'restart' });
  });

  it.each([
    ['Return undefined from it', { do: 'return', value: 'undefined' }],
    ['Let it finish in its old code', { do: 'finish-old' }],
  ])('end an activation otherwise: %s', async (title, override) => {
    const { test, found } = await open(NEXT);
    const actions = await test.actions('main.mjs', only(found, 'RS1203'));
    expect(await test.carryOut(titled(actions, title))).toEqual({ accepted: true });
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1203').length === 0);
    const { plan: made } = await plan(test);
    expect(made.modules[0]?.points[0]?.override).toEqual(override);
  });

  it.each([
    ['report is the new version of total', { now: 'report' }],
    ['total has no new version', { now: null }],
  ])('say what became of a function: %s', async (title, override) => {
    const test = await TestClient.start();
    await test.run({ 'main.mjs': TOTAL });
    await test.open('main.mjs', REPORT);
    const found = only(await test.diagnostics('main.mjs'), 'RS1304');
    expect(found).toMatchObject([{ range: { start: { line: 0 } } }]);
    const actions = await test.actions('main.mjs', found);
    expect(await test.carryOut(titled(actions, title))).toEqual({ accepted: true });
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1304').length === 0);
    const { plan: made } = await plan(test);
    const entry = made.modules[0]?.functions.find(({ old }) => old === 'total');
    expect(entry?.override).toEqual(override);
  });

  it('ask for a value that is none of those proposed', async () => {
    const { test, found } = await open(NEXT);
    const actions = await test.actions('main.mjs', only(found, 'RS1204'));
    const ask = titled(actions, 'Give since another value');
    const [argument] = (ask?.command?.arguments ?? []) as { decision: object }[];
    expect(ask?.command?.command).toBe('restitch.askValue');
    const decision = { ...argument?.decision, override: { value: 'queue.length * 2' } };
    const uri = test.uri('main.mjs');
    expect(await test.client.sendRequest('restitch/override', { uri, decision })).toEqual({
      accepted: true,
    });
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1204').length === 0);
    const { plan: made } = await plan(test);
    expect(made.modules[0]?.variables[0]?.override).toEqual({ value: 'queue.length * 2' });
  });

  it('keep a value, or transform it', async () => {
    const { test, found } = await open(NEXT);
    const actions = await test.actions('main.mjs', only(found, 'RS1206'));
    await test.carryOut(titled(actions, 'Keep the value of limit'));
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1206').length === 0);
    expect((await plan(test)).plan.modules[0]?.bindings).toMatchObject([
      { name: 'limit', override: { keep: true } },
    ]);
    await test.carryOut(titled(actions, 'Write a state transformer for limit'));
    const [limit] = (await plan(test)).plan.modules[0]?.bindings ?? [];
    expect(limit?.override).toEqual({ transform: limit?.skeleton });
  });

  it('run a new statement, or not', async () => {
    const { test, found } = await open(NEXT);
    const actions = await test.actions('main.mjs', only(found, 'RS1301'));
    await test.carryOut(titled(actions, 'Do not run'));
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1301').length === 0);
    const { plan: made } = await plan(test);
    expect(made.modules[0]?.statements).toMatchObject([
      { text: 'setTimeout(serve, 1);', override: { run: false } },
    ]);
  });

  it('write a transformer, and evaluate an initialiser', async () => {
    const { test, found } = await open(NEXT);
    const shape = await test.actions('main.mjs', only(found, 'RS1302'));
    await test.carryOut(titled(shape, 'Write a state transformer for Store'));
    const initialiser = await test.actions('main.mjs', only(found, 'RS1206'));
    await test.carryOut(titled(initialiser, 'Evaluate the new initialiser of limit'));
    await test.diagnostics('main.mjs', (rest) => only(rest, 'RS1206').length === 0);
    const { plan: made } = await plan(test);
    const [store] = made.modules[0]?.classes ?? [];
    expect(store?.override).toMatchObject({ transform: store?.skeleton });
    expect(made.modules[0]?.bindings).toMatchObject([{ name: 'limit', override: { keep: false } }]);
  });

  it('go back to the running text, edit by edit', async () => {
    const { test } = await open(NEXT);
    const actions = await test.actions('main.mjs', [], onLine(5));
    const revert = titled(actions, 'Go back to the running code: line 5');
    const [edit] = revert?.edit?.changes?.[test.uri('main.mjs')] ?? [];
    expect(edit).toEqual({
      range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } },
      newText: '    work(job);\n',
    });
  });

  it('are none for decisions that cannot be', async () => {
    const { test } = await open(NEXT);
    const uri = test.uri('main.mjs');
    const decide = (decision: object): Promise<unknown> =>
      test.client.sendRequest('restitch/override', { uri, decision });
    const variable = { section: 'variables', function: 'serve', name: 'since' };
    expect(await decide({ ...variable, override: { value: 'no expression' } })).toMatchObject({
      accepted: false,
      reason: expect.stringContaining('since') as string,
    });
    expect(await decide({ ...variable, name: 'none', override: { value: '1' } })).toMatchObject({
      accepted: false,
    });
    expect(await decide({ ...variable, override: { run: 5 } })).toMatchObject({ accepted: false });
    expect(await decide({ ...variable, override: { value: '1' } })).toEqual({ accepted: true });
    expect(await decide({ ...variable, override: null })).toEqual({ accepted: true });
    const { plan: made } = await plan(test);
    expect(made.modules[0]?.variables[0]?.override).toBeUndefined();
  });
});
