import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { file, program, withVariable } from './delivery.js';
import { Window } from './window.js';

/** Where the program says the same again: after a reload the terminal is another one. */
const delivered = 'delivered.txt';
const writing = `import { writeFileSync } from 'node:fs';
const note = (...said) => writeFileSync('${delivered}', said.join(' '));
${program.replace(/console.log.*/, (say) => `${say}\n    note(name, parcels);`)}`;

/** Two questions. */
const withTwo = (text: string): string =>
  withVariable(withVariable(text, 'until'), 'since').replaceAll('until);', 'until, since);');

let window: Window;
beforeAll(async () => {
  window = await Window.open({ scenario: 'reload', files: { [file]: writing } });
});
afterAll(async () => {
  await window?.picture('end');
  await window?.close();
});

it('the review comes back with the window, with its decisions, and more can be made', async () => {
  const { page, panel } = window;
  const open = panel.locator('tr.open');
  const answer = async (value: string): Promise<void> => {
    await open.locator('input').first().fill(value);
    await open.locator('vscode-button').first().click();
  };
  await window.openFile(file);
  await window.run('Restitch: Run File with Live Updates');
  await window.terminalSays(/north \d+/);
  await window.edit(file, withTwo);
  await window.status(/v1 live, 2 questions/);
  await window.press('Alt+F10');
  await open.first().waitFor();
  expect(await open.count()).toBe(2);
  await answer('7');
  await window.until(
    () => open.count(),
    (count) => count === 1,
  );
  await window.picture('before');
  // Not the browser's own: the workbench writes down what is open every five seconds, and before this.
  await window.run('Developer: Reload Window');
  await page.locator('.monaco-workbench').waitFor({ state: 'detached' });
  await window.status(/v1 live, 1 question/);
  await window.picture('after');
  await window.until(
    () => open.count(),
    (count) => count === 1,
  );
  await window.picture('back');
  await answer('8');
  await window.status(/v1 live, 1 pending/);
  await panel.locator('vscode-button.apply').click();
  await window.status('v2 live');
  await window.until(
    () => readFile(join(window.folder, delivered), 'utf8'),
    (text) => /^north \d+ 7 8$/.test(text),
  );
  expect(await page.locator('.tab', { hasText: 'Review:' }).count()).toBe(0);
});
