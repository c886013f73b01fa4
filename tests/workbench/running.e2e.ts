import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asItIs } from './looks.js';
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
    window = await Window.open({ scenario: 'running', files: { [file]: program } });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
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
    await window.picture('v1');
    await window.edit(file, (text) => text.replace("'tick'", "'tack'"));
    await window.status(/v1 live, \d+ pending/);
    await window.press('Alt+F10');
    await window.status('v2 live');
    await window.terminalSays(/tack \d+/);
    await window.picture('v2');
  });

  it('show in the view of live updates', async () => {
    await window.page.locator('.activitybar [aria-label^="Live Update"]').first().click();
    const rows = window.page.locator('.composite.viewlet .monaco-list-row');
    await window.until(
      () => rows.allInnerTexts(),
      (texts) => texts.some((text) => text.includes('ticker')),
    );
    await window.looks.everyLook({ views: asItIs });
  });

  it('are not changed by a source that does not parse, and say so', async () => {
    const good = await readFile(join(window.folder, file), 'utf8');
    await window.edit(file, (text) => `${text}\nconst broken: = 1;\n`);
    await window.run('Restitch: Apply Live Update');
    expect(await window.toast(/was not updated/)).toMatch(/does not parse/);
    const rows = window.page.locator('.composite.viewlet .monaco-list-row');
    await window.until(
      () => rows.allInnerTexts(),
      (texts) => texts.some((text) => text.includes('cannot be applied')),
    );
    await window.picture('refused');
    await window.status(/v2 live/);
    await window.edit(file, () => good);
    await window.run('Notifications: Clear All Notifications');
  });

  it('are updated by saving, where the setting says so', async () => {
    await set('restitch.applyOn', 'save');
    await window.typeLine(file, 2, "const word = 'tock';");
    await window.picture('typed');
    await window.page.keyboard.press('Control+s');
    await window.status('v3 live');
    await window.terminalSays(/tock \d+/);
    await window.picture('saved');
  });
});
