import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asItIs } from './looks.js';
import { Window } from './window.js';

// One session in the debugger; each test goes on where the one before has left it.
describe('a program in the debugger', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({ scenario: 'debugging' });
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
    await window.run('Remove All Breakpoints');
    await window.debugging.continue();
    const text = await window.until(
      () => window.debugging.console(),
      (shown) => shown.includes('The result is'),
    );
    expect(text).toContain('The result is 102334155.');
    await window.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  });
});
