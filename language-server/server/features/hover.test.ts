import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { TestClient } from '../testing/client.js';

const OLD = `function render(rows) {
  let total = 0;
  for (const row of rows) {
    total += draw(row);
    show(total);
  }
  return total;
}
`;

it('says where a function came from, what a variable was, and who goes on at a line', async () => {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': OLD });
  session.activity({ file: 'main.mjs', at: 'draw(row)', count: 2 });
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  await test.open(
    'main.mjs',
    OLD.replace('render', 'paint').replaceAll('total', 'sum').replace('  let', '  log();\n  let'),
  );
  const hover = async (line: number, character: number): Promise<string> => {
    const found = await test.request<Hover | null>('textDocument/hover', 'main.mjs', {
      position: { line: line - 1, character },
    });
    return (found?.contents as MarkupContent | undefined)?.value ?? '';
  };
  expect(await hover(1, 10)).toMatch(
    /^`paint` was `render` \(\d+ % sure\): .*2 on a stack, 0 susp/,
  );
  expect(await hover(3, 7)).toMatch(/^`sum` was `total` \(\d+ % sure\): /);
  expect(await hover(5, 12)).toBe(
    '2 activations of `render`, waiting at line 4 of the running text, go on here.\n\n*fake, running*',
  );
  expect(await hover(8, 3)).toBe('');
});
