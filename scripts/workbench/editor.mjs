import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from './chromium.mjs';
import { WorkbenchServer } from './server.mjs';
import { setUpWorkbench } from './setup.mjs';
import { linkExtension } from './workbench.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, 'test-workspace');

/**
 * Opens the test-workspace with the extension loaded: in the installed VS Code if there is one, else
 * in the workbench of the tests, in the browser.
 * @returns {Promise<number>} The exit code, once the editor has been closed.
 */
export async function openEditor() {
  const installed = onPath('code') ?? onPath('codium');
  return installed === undefined ? await openInBrowser() : await openInstalled(installed);
}

/** @param {string} command */
async function openInstalled(command) {
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, folder];
  const child = spawn(command, args, { stdio: 'inherit' });
  return await /** @type {Promise<number>} */ (
    new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    })
  );
}

async function openInBrowser() {
  const workbench = await setUpWorkbench();
  const home = await mkdtemp(join(tmpdir(), 'restitch-editor-'));
  try {
    const extensions = await linkExtension(join(home, 'extensions'));
    const server = await WorkbenchServer.start({ ...workbench, home, extensions });
    try {
      const url = server.url(folder);
      console.log(`VS Code with the test-workspace: ${url}\nCtrl+C ends it.`);
      show(url);
      await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
    } finally {
      await server.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return 0;
}

/**
 * Shows a page in the user's browser where there is a desktop.
 * @param {string} url
 */
function show(url) {
  const opener = process.platform === 'darwin' ? 'open' : onPath('xdg-open');
  const hasDesktop = process.platform === 'darwin' || process.env['DISPLAY'] !== undefined;
  if (opener === undefined || !hasDesktop) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
