import { afterAll, beforeAll, it } from 'vitest';
import { Window } from './window.js';

/** A statement of the sample, and where it is in its second version. */
const line = 17;
const moved = 18;
const sample = 'fibonacci/src/fibonacci.ts';

let window: Window;
beforeAll(async () => {
  window = await Window.open({ scenario: 'breakpoints' });
});
afterAll(async () => {
  await window?.picture('end');
  await window?.close();
});

/** The line of the only breakpoint, in the list of breakpoints. */
const isAt = (expected: number): Promise<unknown> =>
  window.until(
    () => window.page.locator('.debug-breakpoints .monaco-list-row').last().innerText(),
    (text) => new RegExp(`fibonacci\\.ts\\D[^]*\\b${expected}$`).test(text.trim()),
  );

it('a breakpoint of a file that changes behind a hidden editor stays at its statement', async () => {
  await window.openFile(sample, line);
  await window.debugging.toggleBreakpoint();
  await window.openFile('fibonacci/src/main.ts');
  await window.debugging.start();
  await window.debugging.stopped();
  await window.openFile('fibonacci/src/main.ts');
  await window.overlay('fibonacci', 'v2');
  await window.status(/v1 live, \d+ pending/);
  await isAt(line);
  await window.press('Alt+F10');
  await window.status('v2 live');
  await isAt(moved);
  await window.debugging.stop();
  // The editor lets go of what the session told, and shows its own line again.
  await window.page.waitForTimeout(1000);
  await isAt(moved);
  await window.openFile(sample, 1);
  await isAt(moved);
});
