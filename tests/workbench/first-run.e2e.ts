import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pick } from '../../scripts/workbench/palette.mjs';
import { asItIs } from './looks.js';
import { Window } from './window.js';

const title = 'Your First Live Update';

// Each step goes on where the one before has left the window.
describe('the walkthrough', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({
      scenario: 'first-run',
      project: 'empty',
      files: { 'note.txt': '' },
    });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  const openWalkthrough = async (): Promise<void> => {
    const { page } = window;
    const shown = page.locator('.gettingStartedContainer:visible', { hasText: title });
    // Its tab may lie below the debug toolbar.
    if ((await shown.count()) === 0) {
      await window.run('Welcome: Open Walkthrough...');
      await pick(page, title);
    }
    await shown.waitFor();
  };
  /** Presses a button of a step. */
  const press = async (step: string, button: string): Promise<void> => {
    await openWalkthrough();
    const row = window.page.locator('.getting-started-step', { hasText: step });
    const wanted = row.locator('.monaco-button', { hasText: button });
    if (!(await wanted.isVisible())) await row.locator('.step-title').click();
    await window.picture(button);
    await wanted.click();
  };

  it('has four steps, and opens the sample', async () => {
    await openWalkthrough();
    expect(await window.page.locator('.getting-started-step').count()).toBe(4);
    await window.looks.everyLook({ walkthrough: asItIs });
    await press('Open the sample', 'Open Sample');
    await window.page.locator('.explorer-folders-view', { hasText: 'package.json' }).waitFor();
  });

  it('runs the sample, whatever is in the editor', async () => {
    await press('Run it', 'Start Debugging');
    await window.status('v1 live');
    await window.picture('running');
  });

  it('edits it and applies the edit', async () => {
    await press('Edit and apply', 'Edit the Program');
    await window.status(/v1 live, \d+ pending/);
    await press('Edit and apply', 'Apply Live Update');
    await window.status('v2 live');
    await window.picture('applied');
  });

  it('takes the update back', async () => {
    await press('Review and undo', 'Undo Last Live Update');
    await window.status(/v3 live/);
    await window.picture('undone');
  });

  it('has shown no error in the sample', async () => {
    const problems = window.page.locator('[id="status.problems"]');
    expect((await problems.innerText()).trim()).toMatch(/^0\s+0$/);
  });
});
