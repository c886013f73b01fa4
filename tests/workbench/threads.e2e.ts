import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Window } from './window.js';

describe('a program of several threads', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({ scenario: 'threads' });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  it('shows each of them in the call stack', async () => {
    await window.openFile('producer-consumer/src/consumer.ts');
    await window.openFile('producer-consumer/src/main.ts');
    await window.debugging.start();
    await window.status('v1 live');
    await window.debugging.showView();
    const threads = await window.until(
      () => window.debugging.callStack(),
      (rows) => rows.filter((row) => /worker \d/.test(row)).length >= 4,
    );
    expect(threads.every((row) => /RUNNING/i.test(row))).toBe(true);
    await window.until(
      () => window.debugging.console(),
      (text) => text.includes('is composite'),
    );
    await window.picture('running');
  });

  it('is updated in all of them by the button in the debug toolbar, without a stop', async () => {
    await window.overlay('producer-consumer', 'v2');
    await window.status(/v1 live, \d+ pending/);
    const stops = window.page.locator('.debug-toolbar .codicon-debug-continue');
    await window.page
      .locator('.debug-toolbar .action-label[aria-label^="Apply Live Update"]')
      .click();
    await window.status('v2 live');
    expect(await stops.count()).toBe(0);
    await window.until(
      () => window.debugging.console(),
      (text) => /consumer \d: \d+ is \d+ x \d+/.test(text),
    );
    await window.picture('updated');
  });

  it('loses and doubles nothing', async () => {
    const text = await window.until(
      () => window.debugging.console(),
      (shown) => shown.includes('produced'),
    );
    expect(text).toContain('160 produced, 0 lost, 0 doubled');
  });
});
