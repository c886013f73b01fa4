import { afterAll, beforeAll, expect, it } from 'vitest';
import { Window } from './window.js';

const file = 'counting.mjs';

const program = `function count(limit) {
  let sum = 0;
  for (let i = 0; i < limit; i++) {
    sum += i;
    console.log('sum', sum);
  }
  return sum;
}

console.log('counted', count(1000));
`;

/** A variable that the stopped frame has passed the declaration of: a question. */
const edited = program
  .replace('  for (', '  const first = Date.now();\n  for (')
  .replace("'sum', sum", "'sum', sum, first");

let window: Window;
beforeAll(async () => {
  window = await Window.open({ scenario: 'stopped-review', files: { [file]: program } });
});
afterAll(async () => {
  await window?.picture('end');
  await window?.close();
});

const stoppedAt = (line: number): Promise<unknown> =>
  window.until(
    () => window.debugging.stoppedLine(),
    (shown) => shown === line,
  );

it('a question about a stopped frame is answered in the review, with its values beside it', async () => {
  const { page, panel } = window;
  await window.openFile(file, 5);
  await window.debugging.toggleBreakpoint();
  await window.debugging.start();
  await window.debugging.stopped();
  await stoppedAt(5);
  await window.edit(file, () => edited);
  await window.status(/v1 live, 1 question/);
  await window.press('Alt+F10');
  await panel.locator('tr.open').waitFor();
  // The value that the program is stopped with.
  await panel.locator('tr', { hasText: 'limit' }).filter({ hasText: '1000' }).first().waitFor();
  // At the very statement, not at the loop around it.
  await panel.getByText('Goes on at line 6').first().waitFor();
  await window.picture('question');
  await panel.locator('tr.open input').fill('7');
  await panel.locator('tr.open vscode-button').click();
  await panel.locator('.status', { hasText: 'Nothing is open.' }).waitFor();
  await panel.locator('vscode-button.apply').click();
  await page.locator('.tab', { hasText: 'Review:' }).waitFor({ state: 'detached' });
  await window.status('v2 live');
  await window.openFile(file);
  await stoppedAt(6);
  await window.picture('applied');
});

it('the breakpoint is where its statement is, and is hit there', async () => {
  const { page } = window;
  const glyphs = page.locator('.editor-instance .cgmr[class*="codicon-debug-breakpoint"]');
  await glyphs.first().waitFor();
  expect(await glyphs.count()).toBe(1);
  await window.debugging.continue();
  await window.until(
    () => window.debugging.console(),
    (text) => /sum \d+ 7/.test(text),
  );
  await window.debugging.stopped();
  await stoppedAt(6);
  await window.debugging.stop();
  await glyphs.first().waitFor();
  await window.picture('stopped');
});
