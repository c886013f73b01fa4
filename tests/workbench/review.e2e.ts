import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIPPED } from '../panel/clipped.js';
import { depot, edited, READY } from '../panel/depot.js';
import { file, program, withVariable } from './delivery.js';
import { asItIs } from './looks.js';
import { Window } from './window.js';

describe('an update that needs a decision', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({
      scenario: 'review',
      files: { [file]: program, 'depot.mjs': depot(12) },
    });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  const nothingOpen = (): Promise<void> =>
    window.panel.locator('.status', { hasText: 'Nothing is open.' }).waitFor();
  const panelGone = (): Promise<void> =>
    window.page.locator('.tab', { hasText: 'Review:' }).waitFor({ state: 'detached' });

  it('opens the review at the question, which is answered with the mouse', async () => {
    await window.openFile(file);
    await window.run('Restitch: Run File with Live Updates');
    await window.terminalSays(/north \d+/);
    await window.edit(file, (text) => withVariable(text, 'since'));
    await window.status(/v1 live, 1 question/);
    await window.press('Alt+F10');
    const { panel } = window;
    await panel.locator('.frame[aria-label="Frame of deliver"]').waitFor();
    await panel.locator('tr.open').waitFor();
    expect(await panel.locator('#new-code .line.active').count()).toBe(1);
    await window.picture('question');
    const apply = panel.locator('vscode-button.apply');
    // Not yet: the question is open.
    await apply.click({ force: true });
    await panel.locator('tr.open input').fill('7');
    await panel.locator('tr.open vscode-button').click();
    await nothingOpen();
    await window.picture('answered');
    await apply.click();
    await panelGone();
    await window.status('v2 live');
    await window.terminalSays(/north \d+ 7/);
    await window.picture('applied');
  });

  it('is undone by the key', async () => {
    await window.openFile(file);
    await window.press('Shift+Alt+F10');
    await window.status(/v3 live/);
    await window.terminalSays(/north \d+ 7\s+north \d+\s*$/m);
    await window.picture('undone');
  });

  it('is not applied when a new statement throws, and says why', async () => {
    await window.edit(file, () => `${program}\nthrow new Error('the harbour is closed');\n`);
    await window.run('Restitch: Apply Live Update');
    await window.toast(/the harbour is closed/);
    await window.looks.everyLook({ refused: asItIs });
    await window.status(/v3 live/);
    await window.terminalSays(/north \d+\s*$/m);
    await window.run('Notifications: Clear All Notifications');
  });

  it('looks well in every theme, wide and narrow', async () => {
    const { panel } = window;
    await window.edit(file, () => program);
    await window.openFile('depot.mjs');
    await window.run('Restitch: Run File with Live Updates');
    await window.terminalSays(new RegExp(READY));
    await window.edit('depot.mjs', () => edited(12));
    await window.status(/depot: v1 live, 1 question/);
    await window.press('Alt+F10');
    await panel.locator('tr.open').waitFor();
    const tab = (name: string | RegExp) => async (look: string) => {
      await panel.locator('vscode-tab-header', { hasText: name }).click();
      await panel.locator('.tab:not([hidden]) > *').first().waitFor();
      const found = await panel.locator('body').evaluate<string[], void>(CLIPPED);
      expect(found, look).toEqual([]);
    };
    await window.looks.everyLook({
      stacks: tab('Stacks'),
      functions: tab('Functions'),
      state: tab(/state(?!ments)/i),
      statements: tab('Statements'),
      plan: tab('Plan'),
    });
  });
});
