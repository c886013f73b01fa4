import { afterAll, beforeAll, expect, it } from 'vitest';
import { file, program, withVariable } from './delivery.js';
import { Window } from './window.js';

let window: Window;
beforeAll(async () => {
  window = await Window.open({ scenario: 'reload', files: { [file]: program } });
});
afterAll(async () => {
  await window?.picture('end');
  await window?.close();
});

it('the review comes back with the window, and its decisions can be made', async () => {
  const { page, panel } = window;
  await window.openFile(file);
  await window.run('Restitch: Run File with Live Updates');
  await window.terminalSays(/north \d+/);
  await window.edit(file, (text) => withVariable(text, 'since'));
  await window.status(/v1 live, 1 question/);
  await window.press('Alt+F10');
  await panel.locator('tr.open').waitFor();
  await window.picture('before');
  await page.reload();
  await window.status(/v1 live, 1 question/);
  await window.picture('after');
  await panel.locator('tr.open').waitFor();
  await window.picture('back');
  await panel.locator('tr.open input').fill('7');
  await panel.locator('tr.open vscode-button').click();
  await window.status(/v1 live, 1 pending/);
  await panel.locator('vscode-button.apply').click();
  await window.status('v2 live');
  expect(await page.locator('.tab', { hasText: 'Review:' }).count()).toBe(0);
});
