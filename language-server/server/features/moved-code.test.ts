import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planRequest } from '../../../protocol/lsp/index.js';
import type { ModulePlan } from '../../../protocol/plan.js';
import { TestClient } from '../testing/client.js';

const WORK = `function work(job) {
  const started = begin(job);
  finish(job, started);
}
`;
const MAIN = `const seen = [];\n${WORK}work(seen);\n`;
const OTHER = `export const other = 1;\n`;
const LINK = `import { work } from './other.mjs';\nconst seen = [];\nwork(seen);\n`;

async function modules(test: TestClient): Promise<ModulePlan[]> {
  const { plan } = await test.client.sendRequest(planRequest, {});
  return plan.modules;
}

const moves = (plans: ModulePlan[]): string[] =>
  plans.flatMap(({ file, functions }) =>
    functions.flatMap(({ change, elsewhere }) =>
      change === 'moved' ? `${file.split('/').at(-1)} ${elsewhere?.file.split('/').at(-1)}` : [],
    ),
  );

async function start(files: Record<string, string>): Promise<TestClient> {
  const test = await TestClient.start();
  const session = await test.run(files);
  session.activity({ file: 'main.mjs', at: 'finish(job' });
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  return test;
}

it('follows code to another file, whichever is edited first, and back', async () => {
  const test = await start({ 'main.mjs': MAIN, 'other.mjs': OTHER });
  await test.open('main.mjs', LINK);
  // The function is gone until it turns up.
  const [lost] = await test.diagnostics('main.mjs');
  expect(lost?.code).toBe('RS1202');
  await test.open('other.mjs', `${OTHER}export ${WORK}`);
  await test.until(async () => moves(await modules(test)).length === 2);
  expect(moves(await modules(test))).toEqual(['main.mjs other.mjs', 'other.mjs main.mjs']);
  const [main] = await modules(test);
  expect(main?.points).toMatchObject([
    { to: { file: join(test.folder, 'other.mjs'), function: 'work', line: 4 }, asks: false },
  ]);
  await test.diagnostics('main.mjs', (found) => found.every(({ code }) => code !== 'RS1202'));
  await test.edit('other.mjs', OTHER);
  await test.diagnostics('main.mjs', (found) => found.some(({ code }) => code === 'RS1202'));
  expect(moves(await modules(test))).toEqual([]);
});

it('follows code to a file that is new to the program, in a buffer or on disk', async () => {
  const test = await start({ 'main.mjs': MAIN });
  await test.open('other.mjs', `export ${WORK}`);
  await test.open('main.mjs', LINK);
  await test.until(async () => moves(await modules(test)).length === 1);
  await test.edit('other.mjs', '');
  await test.edit('main.mjs', `${LINK}// anew\n`);
  await test.until(async () => moves(await modules(test)).length === 0);
  await test.client.sendNotification('textDocument/didClose', {
    textDocument: { uri: test.uri('other.mjs') },
  });
  writeFileSync(join(test.folder, 'other.mjs'), `export ${WORK}`);
  await test.edit('main.mjs', `${LINK}// once more\n`);
  await test.until(async () => moves(await modules(test)).length === 1);
});
