import { expect, it } from 'vitest';
import type { Explanation, PreviewThread } from '../../../protocol/lsp/index.js';
import { TestClient } from '../testing/client.js';

const OLD = `function outer(rows) {
  const inner = (row) => {
    step(row);
  };
  rows.forEach(inner);
}
`;

async function open(): Promise<TestClient> {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': OLD });
  session.activity({ file: 'main.mjs', at: 'step(row)', isLeaf: true });
  const frame = { file: session.record.entry.replace('.js', '.mjs'), column: 5, version: 1 };
  session.stack = [
    {
      id: 0,
      name: 'main',
      state: 'running',
      frames: [
        { ...frame, function: 'inner', line: 3 },
        { ...frame, function: 'outer', line: 5 },
      ],
      truncated: false,
      activations: [],
    },
  ];
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  await test.open('main.mjs', OLD.replace('    step(row);', '    note();\n    step(row);'));
  return test;
}

it('answers with the plan’s entries about the innermost function', async () => {
  const test = await open();
  const ask = (line: number): Promise<Explanation[]> =>
    test.request('restitch/explain', 'main.mjs', { position: { line: line - 1, character: 4 } });
  expect(await ask(4)).toMatchObject([
    {
      session: 'fake',
      function: { old: 'outer/inner', now: 'outer/inner', change: 'changed' },
      points: [{ from: { line: 3 }, to: { line: 4 }, how: 'exact', activations: 1 }],
      variables: [],
    },
  ]);
  expect(await ask(6)).toMatchObject([{ function: { old: 'outer' }, points: [] }]);
  expect(await ask(20)).toEqual([]);
});

it('previews the stacks', async () => {
  const test = await open();
  const [thread] = await test.client.sendRequest<PreviewThread[]>('restitch/stackPreview', {});
  expect(thread?.frames).toMatchObject([
    { function: 'inner', line: 3, becomes: { function: 'outer/inner', line: 4, how: 'exact' } },
    { function: 'outer', line: 5 },
  ]);
});
