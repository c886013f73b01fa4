import { afterAll, beforeAll, describe, it } from 'vitest';
import { pick } from '../../scripts/workbench/palette.mjs';
import { Window } from './window.js';

const words = (word: string): string => `export function say(who: string): void {
  console.log(who, '${word}');
}
`;
const main = (who: string): string => `import { say } from './words.ts';
setInterval(() => say('${who}'), 300);
`;

describe('two programs that share a module', () => {
  let window: Window;
  beforeAll(async () => {
    const files = { 'words.ts': words('one'), 'left.ts': main('left'), 'right.ts': main('right') };
    window = await Window.open({ scenario: 'sessions', files });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  const start = async (file: string): Promise<void> => {
    await window.openFile(file);
    await window.run('Restitch: Run File with Live Updates');
    await window.terminalSays(new RegExp(`${file.replace('.ts', '')} one`));
  };

  /** What the view of live updates says, row by row. */
  const shows = async (...texts: string[]): Promise<void> => {
    const rows = window.page.locator('.composite.viewlet .monaco-list-row');
    await window.until(
      // Nothing stands between a label and what describes it.
      async () => (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, '')),
      (shown) =>
        texts
          .map((text) => text.replaceAll(' ', ''))
          .every((text) => shown.some((row) => row.startsWith(text))),
    );
  };

  it('are two sessions, and the status bar names the one that is meant', async () => {
    await start('left.ts');
    await window.status('v1 live');
    await start('right.ts');
    await window.status('right: v1 live');
    await window.openFile('left.ts');
    await window.status('left: v1 live');
    await window.page.locator('.activitybar [aria-label^="Live Update"]').first().click();
    await shows('left v1 live', 'right v1 live');
    await window.picture('two');
  });

  it('are asked for where both run what is in the editor, and updated one by one', async () => {
    await window.openFile('words.ts');
    await window.edit('words.ts', () => words('two'));
    await window.status(/pending/);
    await window.press('Alt+F10');
    await window.page
      .locator('.quick-input-widget')
      .filter({ hasText: 'Select Session for Live Updates' })
      .waitFor();
    await window.picture('which');
    await pick(window.page, 'left');
    await window.status('left: v2 live');
    await shows('left v2 live', 'right v1 live');
    await window.picture('left-updated');
    await window.run('Restitch: Select Session for Live Updates');
    await pick(window.page, 'right');
    await window.status(/right: v1 live/);
    await window.press('Alt+F10');
    await window.status('right: v2 live');
    await window.terminalSays(/right two/);
    await shows('left v2 live', 'right v2 live');
    await window.picture('both-updated');
  });

  it('are meant by the review in front, whatever was chosen before', async () => {
    const { page } = window;
    await window.edit('words.ts', () => words('three'));
    await window.status(/v2 live, 1 pending/);
    await window.run('Restitch: Select Session for Live Updates');
    await pick(page, 'left');
    await window.run('Restitch: Review Pending Changes');
    const review = page.locator('.tab', { hasText: 'Review: left' });
    await review.waitFor();
    await window.openFile('right.ts');
    await window.status(/right: v2 live, 1 pending/);
    await review.click();
    await window.status(/left: v2 live, 1 pending/);
    await window.picture('reviewed');
    await window.press('Alt+F10');
    await window.status('left: v3 live');
    await shows('left v3 live', 'right v2 live');
    await window.picture('reviewed-updated');
  });
});
