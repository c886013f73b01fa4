import { expect, it } from 'vitest';
import { activeStatementsChanged, type ActiveStatementRange } from '../../../protocol/lsp/index.js';
import { TestClient } from '../testing/client.js';

const OLD = `function serve(queue) {
  for (const job of queue) {
    work(job);
  }
}
`;

it('are given in the old and the new text, and told when they move', async () => {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': OLD });
  session.activity({ file: 'main.mjs', at: 'work(job)', isLeaf: true, count: 2 });
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  const told: ActiveStatementRange[][] = [];
  test.client.onNotification(activeStatementsChanged, ({ uri, statements }) => {
    if (uri === test.uri('main.mjs')) told.push(statements);
  });
  const ask = (): Promise<ActiveStatementRange[]> =>
    test.request('restitch/activeStatements', 'main.mjs');
  await test.open('main.mjs', OLD);
  const line = (n: number): object => ({
    start: { line: n - 1, character: 4 },
    end: { line: n - 1, character: 13 },
  });
  const same = { function: 'serve', state: 'waiting', isLeaf: true, count: 2, session: 'fake' };
  expect(await ask()).toEqual([{ ...same, old: line(3), now: line(3), how: 'unchanged' }]);
  await test.edit('main.mjs', OLD.replace('  for', '  start();\n  for'));
  expect(await ask()).toEqual([{ ...same, old: line(3), now: line(4), how: 'exact' }]);
  await test.edit('main.mjs', OLD.replace('work(job);', 'work(job'));
  expect(await ask()).toEqual([]);
  await test.edit('main.mjs', OLD);
  await ask();
  session.end();
  await test.until(() => told.at(-1)?.length === 0 && told.length >= 5);
  expect(told.map((statements) => statements.length)).toEqual([1, 1, 0, 1, 0]);
});
