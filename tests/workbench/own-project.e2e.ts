import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asItIs } from './looks.js';
import { Window } from './window.js';

const file = 'Größen zählen.ts';
const program = `let count = 0;
const step = 1;
function tick(): void {
  count += step;
  console.log(\`größe \${count} step \${step}\`);
}
setInterval(tick, 200);
`;
const withStep = (text: string, step: number): string =>
  text.replace(/const step = \d+/, `const step = ${step}`);

// Each test goes on where the one before has left the window.
describe('a project of one’s own, with spaces and other letters in its path', () => {
  let window: Window;
  beforeAll(async () => {
    const files = {
      [file]: program,
      '.vscode/settings.json': '{ "restitch.applyOn": "manual" }',
    };
    window = await Window.open({
      scenario: 'own-project',
      project: 'Brücken & 橋 100%',
      files,
    });
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  /** Accepts the proposed name of a file to be saved, and gives its text. */
  const saved = async (command: string, name: string): Promise<string> => {
    await window.run(command);
    await window.page.locator('.quick-input-widget:visible', { hasText: `Save ${name}` }).waitFor();
    await window.picture(`save-${command.split(' ').at(-1)}`);
    await window.page.keyboard.press('Enter');
    await window.page.locator('.tab.active', { hasText: name }).waitFor();
    return readFile(join(window.folder, name), 'utf8');
  };

  it('is run and updated, with what is typed and not saved', async () => {
    await window.openFile(file);
    await window.run('Restitch: Run File with Live Updates');
    await window.status('v1 live');
    await window.terminalSays(/größe \d+ step 1/);
    await window.typeLine(file, 2, 'const step = 2;');
    await window.status(/v1 live, 1 pending/);
    await window.press('Alt+F10');
    await window.status('v2 live');
    await window.terminalSays(/größe \d+ step 2/);
    expect(await readFile(join(window.folder, file), 'utf8')).toBe(withStep(program, 2));
    await window.picture('updated');
  });

  it('has its report and its plan saved', async () => {
    const report = await saved('Restitch: Export Update Report', 'Größen_zählen-updates.md');
    expect(report).toContain('## Version 2: update');
    expect(report).toContain(file);
    await window.looks.everyLook({ report: asItIs });
    await window.edit(file, (text) => withStep(text, 3));
    await window.openFile(file);
    await window.status(/v2 live, 1 pending/);
    const plan = await saved('Restitch: Save Update Plan', 'Größen_zählen-plan.json');
    expect(JSON.parse(plan)).toMatchObject({ modules: [{}] });
    await window.picture('plan');
  });

  it('loses none of fifty quick saves', async () => {
    await window.edit('.vscode/settings.json', (text) => text.replace('manual', 'save'));
    await window.openFile(file, 2);
    // The digit alone is typed over, so that whatever is saved can be run.
    await window.page.keyboard.press('End');
    await window.page.keyboard.press('ArrowLeft');
    for (let round = 1; round <= 50; round++) {
      await window.page.keyboard.press('Shift+ArrowLeft');
      await window.page.keyboard.type(String(4 + (round % 5)));
      await window.page.keyboard.press('Control+s');
    }
    await window.terminalSays(/größe \d+ step 4/);
    await window.status(/v\d+ live\s*$/);
    await window.picture('saved');
  });

  it('runs on when its file is deleted, and says so when it is to be updated', async () => {
    await rm(join(window.folder, file));
    await window.page
      .locator('.tab', { hasText: file })
      .locator('.deleted, .label-name')
      .first()
      .waitFor();
    await window.status(`error in ${file}`);
    await window.run('Restitch: Apply Live Update');
    expect(await window.toast(/was not updated/)).toContain(
      'The source file of a loaded module is gone',
    );
    await window.picture('deleted');
    expect(existsSync(join(window.folder, file))).toBe(false);
    await window.terminalSays(/größe \d+ step 4/);
  });
});
