import type { CodeLens } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { TestClient } from '../testing/client.js';

const OLD = `async function poll(url) {
  for (;;) {
    await fetch(url);
    visit(url);
  }
}
function visit(url) {
  return url.map((part) => part.trim());
}
const quiet = () => 1;
`;

it('stands above changed functions only, with what is active of them', async () => {
  const test = await TestClient.start({ clientCommands: ['restitch.review'] });
  const session = await test.run({ 'main.mjs': OLD });
  session.activity(
    { file: 'main.mjs', at: 'await fetch', state: 'suspended', count: 3 },
    { file: 'main.mjs', at: 'visit(url);', count: 2 },
    { file: 'main.mjs', at: 'part.trim()', isLeaf: true },
  );
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  await test.open('main.mjs', OLD);
  const lenses = (): Promise<CodeLens[]> => test.request('textDocument/codeLens', 'main.mjs');
  expect(await lenses()).toEqual([]);
  await test.edit(
    'main.mjs',
    OLD.replace('visit(url);', 'visit(url, 1);')
      .replace('part.trim()', 'part.trimEnd()')
      .concat('function added() {}\n'),
  );
  const shown = await lenses();
  expect(shown.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`)).toEqual([
    '1 2 live frames, 3 suspended · review',
    // The function around the arrow function has not changed itself.
    '8 1 live frame · review',
    '11 added, not active · review',
  ]);
  expect(shown[0]?.command).toMatchObject({
    command: 'restitch.review',
    arguments: [{ session: 'fake' }],
  });
  session.end();
  await test.until(async () => (await lenses()).length === 0);
});
