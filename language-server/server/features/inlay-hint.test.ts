import type { InlayHint } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { onLine, TestClient } from '../testing/client.js';

const OLD = `function render(rows) {
  let total = 0;
  for (const row of rows) total += row;
  return total;
}
`;

it('shows the old names of renamed variables where they are declared', async () => {
  const test = await TestClient.start();
  await test.run({ 'main.mjs': OLD });
  await test.open('main.mjs', OLD.replaceAll('total', 'sum'));
  const hints = (line: number): Promise<InlayHint[]> =>
    test.request('textDocument/inlayHint', 'main.mjs', { range: onLine(line) });
  expect(await hints(2)).toMatchObject([
    { position: { line: 1, character: 9 }, label: '← total', paddingLeft: true },
  ]);
  expect(await hints(4)).toEqual([]);
  await test.edit('main.mjs', OLD);
  expect(await hints(2)).toEqual([]);
});
