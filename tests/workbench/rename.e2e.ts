import { afterAll, beforeAll, expect, it } from 'vitest';
import { Window } from './window.js';

const main = 'main.ts';
const program = `import { watch } from './counter.js';

void watch('seen');
`;
const counter = `let count = 0;

export async function watch(word: string): Promise<void> {
  for (;;) {
    count += 1;
    console.log(word, 'v1', count);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
`;

let window: Window;
beforeAll(async () => {
  window = await Window.open({
    scenario: 'rename',
    project: 'renaming',
    files: {
      [main]: program,
      'counter.ts': counter,
      'package.json': '{ "type": "module" }',
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2022" } }',
    },
    settings: {
      'typescript.updateImportsOnFileMove.enabled': 'always',
      'js/ts.updateImportsOnFileMove.enabled': 'always',
      'explorer.confirmDragAndDrop': false,
    },
  });
});
afterAll(async () => {
  await window?.picture('end');
  await window?.close();
});

it('a file of a running program is renamed in the explorer, and the program goes on in it', async () => {
  const { page } = window;
  await window.openFile(main);
  await window.run('Restitch: Run File with Live Updates');
  await window.status('v1 live');
  await window.terminalSays(/seen v1 \d+/);
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'counter.ts' }).click();
  await page.locator('.tab.active', { hasText: 'counter.ts' }).waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'counter.ts' }).click();
  await page.keyboard.press('F2');
  const input = page.locator('.explorer-folders-view .monaco-inputbox input');
  await input.fill('tally.ts');
  await page.keyboard.press('Enter');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'tally.ts' }).waitFor();
  // The editor rewrites the import, and leaves it unsaved.
  await window.openFile(main);
  await page.locator('.view-line', { hasText: './tally.js' }).first().waitFor();
  await window.typeLine('tally.ts', 6, "    console.log(word, 'v2', count);");
  await window.status(/v1 live, \d+ pending/);
  await window.picture('pending');
  await window.openFile(main);
  await window.press('Alt+F10');
  await window.status('v2 live');
  await window.terminalSays(/seen v2 \d+/);
  await window.picture('applied');
  const numbers = [...(await window.terminal()).matchAll(/seen v\d (\d+)/g)].map(([, n]) =>
    Number(n),
  );
  expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
});

/** Waits until the newest line is of a version. */
const says = (version: string): Promise<unknown> =>
  window.until(
    () => window.terminal(),
    (text) => text.match(/seen (v\d)/g)?.at(-1) === `seen ${version}`,
  );

it('the update is taken back, and made again', async () => {
  await window.run('Restitch: Undo Last Live Update');
  await window.status(/v3 live/);
  await says('v1');
  await window.press('Alt+F10');
  await window.status(/v4 live/);
  await says('v2');
});
