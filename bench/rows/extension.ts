import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.js';
import { timeFigure } from '../measure/pairs.js';
import { loadEditor, type Editor, type Window } from '../measure/workbench.js';
import type { Row } from '../row.js';

const names = {
  activation: 'extension, activation',
  apply: 'extension, from the key to the new code on the sample',
};

const windows = 3;
const updates = 12;
const warmUp = 2;
const sample = 'fibonacci/src/fibonacci.ts';

/**
 * What the editor itself says of our activation, in milliseconds; `undefined` when it has not been
 * necessary yet.
 */
async function activationTime({ page }: Window, editor: Editor): Promise<number | undefined> {
  await editor.runCommand(page, 'Developer: Show Running Extensions');
  const list = page.locator('.runtime-extensions-editor .monaco-list-row');
  await list.first().waitFor();
  const own = list.filter({ hasText: /^Restitch|\bRestitch\b/ });
  const text = (await own.count()) === 0 ? '' : await own.first().innerText();
  await page.keyboard.press('Escape');
  const [, ms] = /Activation: (\d+)ms/.exec(text) ?? [];
  return ms === undefined ? undefined : Number(ms);
}

async function activation(editor: Editor, folder: string): Promise<number> {
  const window = await editor.open(folder);
  try {
    if ((await activationTime(window, editor)) !== undefined)
      throw new Error('the extension was activated before it was needed');
    await editor.openFile(window.page, sample);
    for (;;) {
      const ms = await activationTime(window, editor);
      if (ms !== undefined) return ms;
    }
  } finally {
    await window.close();
  }
}

/** Lets the sample go down slowly and far: it is in its recursion all the time. */
function slowDown(folder: string): void {
  const main = join(folder, 'fibonacci/src/main.ts');
  const text = readFileSync(main, 'utf8').replace("'40'", "'400'").replace("'200'", "'1000'");
  writeFileSync(main, text);
}

/** Types a change of the function that is on the stack, and a statement that tells when it runs. */
async function typeChange({ page }: Window, editor: Editor, round: number): Promise<void> {
  await editor.openFile(page, sample, 14);
  for (const key of ['End', 'Shift+Home', 'Shift+Home']) await page.keyboard.press(key);
  await page.keyboard.type(`  console.log(\`down${round}  fibonacci(\${n})\`);`);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(`console.log('new code', ${round}, Date.now());\n`);
}

/** Times from the key press until a statement of the new code has run. */
async function keyToNewCode(editor: Editor, folder: string): Promise<number[]> {
  slowDown(folder);
  const window = await editor.open(folder);
  const { page } = window;
  const said = async (text: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const shown = (await page.locator('.xterm-rows > div').allTextContents()).join('\n');
      const found = text.exec(shown);
      if (found) return found;
      await page.waitForTimeout(20);
    }
  };
  try {
    await editor.openFile(page, 'fibonacci/src/main.ts');
    await editor.runCommand(page, 'Restitch: Run File with Live Updates');
    await said(/down\s+fibonacci\(39\d\)/);
    const times: number[] = [];
    for (let round = 1; round <= updates; round++) {
      await typeChange(window, editor, round);
      await page.locator('.statusbar-item').filter({ hasText: 'pending' }).first().waitFor();
      // The language server has followed the keys.
      await page.waitForTimeout(500);
      const pressed = Date.now();
      await page.keyboard.press('Alt+F10');
      const [, ran = ''] = await said(new RegExp(`new code ${round} (\\d{13})`));
      if (round > warmUp) times.push(Number(ran) - pressed);
      await page
        .locator('.statusbar-item')
        .filter({ hasText: `v${round + 1} live` })
        .waitFor();
    }
    return times;
  } finally {
    await window.close();
  }
}

/** The extension in a real workbench. */
export const extensionRow: Row = {
  names: Object.values(names),
  async measure({ wanted, place, log }) {
    const editor = await loadEditor(place);
    const scratch = join(place.scratch, 'extension');
    mkdirSync(scratch, { recursive: true });
    const folder = await editor.copyTestWorkspace(scratch);
    const figures: Figure[] = [];
    if (wanted(names.activation)) {
      log(`measuring ${names.activation}`);
      const times: number[] = [];
      for (let i = 0; i < windows; i++) times.push(await activation(editor, folder));
      figures.push(timeFigure(names.activation, times, 100));
    }
    if (wanted(names.apply)) {
      log(`measuring ${names.apply}`);
      figures.push(timeFigure(names.apply, await keyToNewCode(editor, folder), 200));
    }
    return figures;
  },
};
