import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { file, program, withVariable } from './delivery.js';
import { tabTo } from './keyboard.js';
import { asItIs } from './looks.js';
import { Window } from './window.js';

// `npm test` runs this file, the others of this folder only `npm run test:workbench`.
// Each test goes on where the one before has left the window.
describe('an update in the whole workbench', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({ scenario: 'core', files: { [file]: program } });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  const variables = (): Promise<string[]> =>
    window.page.locator('.debug-variables .monaco-list-row').allInnerTexts();

  const stoppedAt = (line: number): Promise<unknown> =>
    window.until(
      () => window.debugging.stoppedLine(),
      (shown) => shown === line,
    );

  it('starts with F5 alone and stops at a breakpoint deep in a recursion', async () => {
    await window.openFile('fibonacci/src/fibonacci.ts', 17);
    await window.debugging.toggleBreakpoint();
    await window.openFile('fibonacci/src/main.ts');
    await window.debugging.start();
    await window.debugging.stopped();
    await stoppedAt(17);
    await window.status('v1 live');
    await window.picture('stopped');
  });

  it('says that changes are pending, in the status bar and beside the code', async () => {
    await window.overlay('fibonacci', 'v2');
    await window.status(/v1 live, \d+ pending/);
    await window.page.locator('.codelens-decoration').filter({ hasText: 'live frames' }).waitFor();
    await window.looks.everyLook({ pending: asItIs });
  });

  it('is still stopped after the update, at the line that corresponds, with its values', async () => {
    await window.press('Alt+F10');
    await window.status('v2 live');
    await stoppedAt(18);
    const rows = await window.until(variables, (texts) =>
      texts.some((row) => row.includes('previous')),
    );
    // What was `first` is `previous` now.
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toContain('previous = 1n');
    await window.until(
      () => window.debugging.callStack(),
      (frames) => frames.filter((row) => /^fibonacci\n/.test(row)).length > 5,
    );
    await window.picture('updated');
  });

  it('goes on in the new code, and stops at the breakpoint that has moved with it', async () => {
    await window.debugging.continue();
    await window.until(
      () => window.debugging.console(),
      (text) => text.includes('fibonacci(2) = 1 (odd, grown by 1.000000, 1 finished)'),
    );
    await window.debugging.stopped();
    await stoppedAt(18);
    await window.picture('continued');
  });

  it('takes the update back while it is stopped', async () => {
    await window.press('Shift+Alt+F10');
    // Going back is an update as well; the file on disk is ahead of it again.
    await window.status(/v3 live, \d+ pending/);
    await window.until(variables, (rows) => rows.some((row) => /^first/.test(row.trim())));
    // The file shows the second version still: its line for the same statement.
    await stoppedAt(18);
    await window.picture('undone');
  });

  it('comes to the right result in the end', async () => {
    await window.debugging.removeBreakpoints();
    await window.debugging.continue();
    const text = await window.until(
      () => window.debugging.console(),
      (shown) => shown.includes('The result is'),
    );
    expect(text).toContain('The result is 102334155.');
    await window.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  });

  it('is answered and applied with the keyboard alone, where there is a question', async () => {
    const { page, panel } = window;
    await window.openFile(file);
    await window.run('Restitch: Run File with Live Updates');
    await window.terminalSays(/north \d+/);
    await window.edit(file, (text) => withVariable(text, 'place'));
    await window.status(/v1 live, 1 question/);
    await window.press('Alt+F10');
    await panel.locator('tr.open').waitFor();
    await page.keyboard.press('F8');
    await tabTo(window, 'Value of place');
    // Not Control+A, which the editor hands back to a webview some time later.
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type("'harbour'");
    await page.keyboard.press('Enter');
    await panel.locator('.status', { hasText: 'Nothing is open.' }).waitFor();
    await tabTo(window, 'Apply', 'Shift+Tab');
    await window.picture('keyboard');
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: 'Review:' }).waitFor({ state: 'detached' });
    await window.status('v2 live');
    await window.terminalSays(/north \d+ harbour/);
  });
});
