import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Window } from './window.js';

const file = 'ticker.ts';

const program = `let count = 0;
const word = 'tick';
function tick(): void {
  count += 1;
  console.log(\`\${word} \${count}\`);
}
setInterval(tick, 300);
`;

describe('programs that run without a debugger', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({ files: { [file]: program } });
  });
  afterAll(async () => {
    await window.screenshot('running-end');
    await window.close();
  });

  /** Types a setting into the folder's settings file; the editor takes it up by itself. */
  const set = async (name: string, value: unknown): Promise<void> => {
    await window.edit('.vscode/settings.json', (text) => {
      const settings = JSON.parse(text) as Record<string, unknown>;
      return JSON.stringify({ ...settings, [name]: value });
    });
  };

  it('are started from an open file, and updated by the key while they run', async () => {
    await window.openFile(file);
    await window.run('Restitch: Run File with Live Updates');
    await window.status('v1 live');
    await window.terminalSays(/tick \d+/);
    await window.screenshot('running-v1');
    await window.edit(file, (text) => text.replace("'tick'", "'tack'"));
    await window.status(/v1 live, \d+ pending/);
    await window.page.keyboard.press('Alt+F10');
    await window.status('v2 live');
    await window.terminalSays(/tack \d+/);
    await window.screenshot('running-v2');
  });

  it('show in the view of live updates', async () => {
    await window.page.locator('.activitybar [aria-label^="Live Update"]').first().click();
    const rows = window.page.locator('.composite.viewlet .monaco-list-row');
    await window.until(
      () => rows.allInnerTexts(),
      (texts) => texts.some((text) => text.includes('ticker')),
    );
    await window.screenshot('running-views');
  });

  it('are not changed by a source that does not parse, and say so', async () => {
    const good = await readFile(join(window.folder, file), 'utf8');
    await window.edit(file, (text) => `${text}\nconst broken: = 1;\n`);
    await window.run('Restitch: Apply Live Update');
    const toast = window.page.locator('.notification-toast');
    await toast.first().waitFor();
    await window.screenshot('running-refused');
    expect((await toast.first().innerText()).toLowerCase()).toMatch(/pars|expect/);
    await window.status(/v2 live/);
    await window.edit(file, () => good);
    await window.run('Notifications: Clear All Notifications');
  });

  it('are updated by saving, where the setting says so', async () => {
    await set('restitch.applyOn', 'save');
    await window.page.locator('.tab.active').filter({ hasText: file }).click();
    await window.openFile(file, 1);
    await window.page.keyboard.press('Home');
    await window.page.keyboard.type('const typed = 1; export const alsoTyped = typed;\n');
    await window.page.keyboard.press('Control+s');
    await window.status('v3 live');
    await window.screenshot('running-saved');
  });
});
