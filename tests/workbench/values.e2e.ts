import { afterAll, beforeAll, expect, it } from 'vitest';
import { Window } from './window.js';

const file = 'climbing.mjs';
const program = `function climb(height, name) {
  if (height > 0) return climb(height - 1, name + height) + 1;
  let turns = 0;
  for (;;) {
    turns += 1;
    if (turns % 20_000_000 === 0) console.log('turn', turns / 20_000_000);
  }
}

climb(3, 'at ');
`;
const edited = program
  .replace('  for (;;)', '  const since = Date.now();\n  for (;;)')
  .replace('20_000_000);', '20_000_000, since);');

let window: Window;
beforeAll(async () => {
  window = await Window.open({ scenario: 'values', files: { [file]: program } });
});
afterAll(async () => {
  await window?.picture('end');
  await window?.close();
});

it('the values of a program that runs are read when the review is asked to', async () => {
  const { panel } = window;
  await window.openFile(file);
  await window.run('Restitch: Run File with Live Updates');
  await window.terminalSays(/turn \d+/);
  await window.edit(file, () => edited);
  await window.status(/v1 live, 1 question/);
  await window.press('Alt+F10');
  await panel.locator('tr.open').waitFor();
  expect(await panel.locator('td.value').count()).toBe(0);
  await window.picture('before');
  await panel.locator('vscode-button.look').click();
  const value = (name: string): Promise<string> =>
    panel.locator(`tr:has(td:first-child code:text-is("${name}")) td.value`).innerText();
  await panel.locator('td.value').first().waitFor();
  await window.until(
    () => value('name'),
    (text) => text === "'at 321'",
  );
  expect(await value('height')).toBe('0');
  expect(Number(await value('turns'))).toBeGreaterThan(0);
  await window.picture('read');
  // It runs on.
  const last = (await window.terminal()).match(/turn (\d+)/g)?.at(-1) ?? '';
  await window.until(
    () => window.terminal(),
    (text) => text.includes(`turn ${Number(last.slice(5)) + 1}`),
  );
});

it('the update is applied afterwards', async () => {
  const { panel } = window;
  await panel.locator('tr.open input').fill('7');
  await panel.locator('tr.open vscode-button').click();
  await panel.locator('.status', { hasText: 'Nothing is open.' }).waitFor();
  await panel.locator('vscode-button.apply').click();
  await window.status('v2 live');
  await window.terminalSays(/turn \d+ 7/);
  await window.picture('applied');
});
