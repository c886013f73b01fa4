import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { buildReview } from '../../extension/review/build-model.js';
import { debuggerOf, type Ask } from '../../extension/review/debugger-questions.js';
import { readValues } from '../../extension/review/frame-values.js';
import type { FrameValues, ReviewModel } from '../../protocol/review.js';
import { ProcessAdapter } from '../../extension/debug/process-adapter.js';
import { lookAt } from '../../extension/review/passing-debugger.js';
import { project, startProgram } from '../cli/command.js';
import { TestSession } from '../debugger/session.js';
import { LiveReview } from './live-review.js';
import { openBrowser, PanelPage } from './panel-page.js';
import { reviewPorts } from './ports.js';

const workspace = join(import.meta.dirname, '../../test-workspace');

const adapter = join(import.meta.dirname, '../../dist/debug-adapter.js');

const fileOf = (path: unknown): string | undefined => (typeof path === 'string' ? path : undefined);

/** What a debugger of the program can say of a review's frames. */
function valuesOf(session: TestSession, model: ReviewModel): AsyncGenerator<FrameValues, void> {
  const ask: Ask = (command, args) => session.request(command, args);
  return readValues(model, debuggerOf(ask, fileOf));
}

async function allValues(session: TestSession, live: LiveReview): Promise<FrameValues[]> {
  const model = buildReview(await live.review(), [session.folder]);
  const found: FrameValues[] = [];
  for await (const one of valuesOf(session, model)) found.push(one);
  return found;
}

it('shows the values of a TypeScript program that is stopped deep in a recursion', async () => {
  const read = (name: string): string => readFileSync(join(workspace, 'fibonacci', name), 'utf8');
  const names = ['package.json', 'src/main.ts', 'src/fibonacci.ts', 'src/sleep.ts'];
  const session = await TestSession.open(Object.fromEntries(names.map((n) => [n, read(n)])));
  await session.launch({ program: 'src/main.ts', args: ['--n', '12', '--pause', '1'] }, () =>
    session.breakpoints('src/fibonacci.ts', [16]),
  );
  await session.stop();
  // The compiler's own thread is none of the program's.
  const { threads } = await session.request<{ threads: { name: string }[] }>('threads');
  expect(threads.map(({ name }) => name)).toEqual(['main.ts']);
  const next = read('versions/v2/fibonacci.ts');
  const live = await LiveReview.open(session.folder, 'src/fibonacci.ts', next);
  const values = await allValues(session, live);
  expect(values.map(({ values: { n, first } }) => `${n} ${first}`)).toEqual([
    '2 1n',
    ...Array.from({ length: 10 }, (_, index) => `${index + 3} undefined`),
    'undefined undefined',
  ]);

  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const ports = { ...reviewPorts(live), values: (model: ReviewModel) => valuesOf(session, model) };
  const panel = await PanelPage.open(browser, ports);
  const rows = panel.page.locator('.variables tbody tr');
  await panel.page.locator('.row[aria-label^="fibonacci "]').first().click();
  await expect
    .poll(async () => (await rows.allInnerTexts()).map((row) => row.split(/\s+/).slice(0, 3)))
    .toContainEqual(['first', '1n', 'previous']);
});

it('tells the threads of a program apart', async () => {
  const session = await TestSession.open({
    'main.mjs': `import { Worker } from 'node:worker_threads';
new Worker(new URL('./work.mjs', import.meta.url), { name: 'helper' });
function tick(count) {
  return count + 1;
}
let count = 0;
setInterval(() => (count = tick(count)), 5);
`,
    'work.mjs': `function hold(word) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return word;
}
console.log(hold('the worker’s own'));
`,
  });
  await session.launch({ program: 'main.mjs' }, () => session.breakpoints('main.mjs', [4]));
  await session.stop();
  const text = readFileSync(session.path('main.mjs'), 'utf8');
  const live = await LiveReview.open(session.folder, 'main.mjs', text.replace('+ 1', '+ 2'));
  const values = await allValues(session, live);
  // The worker runs: of its frames the debugger knows nothing.
  expect(values.map(({ thread }) => thread)).toEqual([0, 0]);
  expect(values[0]?.values['count']).toMatch(/^\d+$/);
});

it('reads the values of a running program by stopping it for a moment', async () => {
  const text = `function spin(limit) {
  let sum = 0;
  while (sum < limit) {
    sum = add(sum);
    if (sum % 1e6 === 0) console.log('at', sum / 1e6);
  }
}
function add(number) {
  let more = number;
  for (let i = 0; i < 10; i++) more += 0.1;
  return Math.round(more);
}
spin(1e15);
`;
  const folder = project({ 'depot.mjs': text });
  const program = startProgram(['depot.mjs'], folder);
  await program.says('at 1\n');
  const edited = text.replaceAll('sum', 'total').replace('let total = 0', 'let total = -1');
  const live = await LiveReview.open(folder, 'depot.mjs', edited);
  const own = join(folder, 'node_modules/.restitch');
  vi.stubEnv('RESTITCH_RUNTIME_DIR', join(own, 'run'));
  vi.stubEnv('RESTITCH_CACHE_DIR', join(own, 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());

  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const ports = {
    ...reviewPorts(live),
    canLook: () => true,
    look: (before: ReviewModel) => {
      const debugging = new ProcessAdapter(adapter, console.error);
      return lookAt(debugging, program.child.pid ?? 0, before, fileOf);
    },
  };
  const { page } = await PanelPage.open(browser, ports);
  await page.locator('.row[aria-label^="spin "]').first().click();
  const rows = page.locator('.variables tbody tr');
  const sum = async (): Promise<string | undefined> => {
    const texts = (await rows.allInnerTexts()).map((row) => row.split(/\s+/));
    return texts.find(([name]) => name === 'sum')?.[1];
  };
  expect(await sum()).toBe('total');
  await page.locator('vscode-button.look').click();
  await expect.poll(sum, { timeout: 30_000 }).toMatch(/^\d+$/);
  // It goes on, with nobody attached any more.
  const next = Math.ceil((Number(await sum()) + 1) / 1e6) + 1;
  await program.says(`at ${next}\n`);
});

it('looks at a program that waits, and at one that is idle, and lets them go on', async () => {
  const texts = {
    waits: `const cell = new Int32Array(new SharedArrayBuffer(4));
function rest(turn) {
  Atomics.wait(cell, 0, 0, 150);
  console.log('at', turn);
}
for (let turn = 0; ; turn++) rest(turn);
`,
    idle: `let turn = 0;
setInterval(() => console.log('at', (turn += 1)), 150);
`,
  };
  for (const [name, text] of Object.entries(texts)) {
    const folder = project({ 'depot.mjs': text });
    const program = startProgram(['depot.mjs'], folder);
    await program.says('at 1\n');
    const live = await LiveReview.open(folder, 'depot.mjs', text.replace('150', '140'));
    const own = join(folder, 'node_modules/.restitch');
    vi.stubEnv('RESTITCH_RUNTIME_DIR', join(own, 'run'));
    vi.stubEnv('RESTITCH_CACHE_DIR', join(own, 'cache'));
    const seen: FrameValues[] = [];
    for (let looks = 0; looks < 3; looks++) {
      const before = buildReview(await live.review(), [folder]);
      const debugging = new ProcessAdapter(adapter, console.error);
      const look = await lookAt(debugging, program.child.pid ?? 0, before, fileOf);
      const model = buildReview(await live.review(), [folder]);
      for await (const one of look.values(model)) seen.push(one);
      await look.leave();
      let turns = 0;
      const count = (part: string): void => void (turns += part.split('at ').length - 1);
      program.child.stdout?.on('data', count);
      await expect.poll(() => turns, { timeout: 10_000 }).toBeGreaterThan(2);
      program.child.stdout?.off('data', count);
    }
    vi.unstubAllEnvs();
    // The other has nothing on its stack between two turns.
    const values = seen.map((one) => one.values['turn'] ?? '');
    if (name === 'waits') expect(values.some((turn) => /^\d+$/.test(turn))).toBe(true);
  }
});
