// npm run screenshots: the pictures of the README, taken from the sample in a real workbench.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from '../setup.mjs';
import { Debugging } from './debugging.mjs';
import { copyTestWorkspace } from './host-tests.mjs';
import { openFile, runCommandByTitle } from './palette.mjs';
import { Workbench } from './workbench.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Part of the package: the editor shows the README from there. */
const target = join(root, 'media/screenshots');
const sample = 'fibonacci/src/fibonacci.ts';
const settings = {
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'workbench.colorTheme': 'Dark Modern',
};

/** @param {import('playwright-core').Page} page */
async function stopDeepInTheSample(page) {
  const debugging = new Debugging(page);
  await openFile(page, sample, 17);
  await debugging.toggleBreakpoint();
  await openFile(page, 'fibonacci/src/main.ts');
  await debugging.start();
  await debugging.stopped();
  await page.locator('.statusbar-item').filter({ hasText: 'v1 live' }).waitFor();
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function take(page, name) {
  // No hover covers anything.
  await page.mouse.move(1279, 12);
  await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  await page.screenshot({ path: join(target, `${name}.png`), animations: 'disabled' });
  console.log(`media/screenshots/${name}.png`);
}

/**
 * @param {Workbench} workbench
 * @param {string} folder
 */
async function takeAll({ page }, folder) {
  await stopDeepInTheSample(page);
  await cp(join(root, 'test-workspace/fibonacci/versions/v2'), join(folder, 'fibonacci/src'), {
    recursive: true,
  });
  await page.locator('.statusbar-item').filter({ hasText: 'pending' }).waitFor();
  await page.locator('.codelens-decoration').filter({ hasText: 'live frames' }).waitFor();
  await take(page, 'pending');

  await runCommandByTitle(page, 'Restitch: Review Pending Changes');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await panel.locator('.links path.active').waitFor({ state: 'attached' });
  // Room for the panel.
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+j');
  await page.locator('.part.panel').waitFor({ state: 'hidden' });
  await take(page, 'review');
}

await setUp();
const scratch = await mkdtemp(join(tmpdir(), 'restitch-screenshots-'));
try {
  const folder = await copyTestWorkspace(scratch);
  await mkdir(target, { recursive: true });
  const workbench = await Workbench.open({ folder, settings });
  try {
    await takeAll(workbench, folder);
  } finally {
    await workbench.close();
  }
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
