import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Window } from './window.js';

const file = 'ticker.ts';
const program = `let count = 0;
setInterval(() => console.log(\`tick \${(count += 1)}\`), 300);
`;

describe('a folder without launch.json', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({ scenario: 'start', files: { [file]: program } });
  });
  afterAll(async () => {
    await window.picture('start-end');
    await window.close();
  });

  it('runs the file in the editor by F5, without a question', async () => {
    await window.openFile(file);
    await window.page.keyboard.press('F5');
    const question = window.page.locator('.quick-input-widget:visible');
    const toolbar = window.page.locator('.debug-toolbar');
    await question.or(toolbar).first().waitFor();
    expect(await question.count()).toBe(0);
    await window.status('v1 live');
  });
});
