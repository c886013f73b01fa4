import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './browser.mjs';
import { WorkbenchServer } from './server.mjs';
import { setUpWorkbench } from './setup.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** How long anything is waited for, in milliseconds: the machine may be busy. */
const patience = 60_000;

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} folder The folder to open; absolute.
 * @property {Record<string, unknown>} [settings] The user's settings.
 * @property {boolean} [askForTrust] Folders are trusted unless this is set.
 * @property {{ width: number, height: number }} [viewport] 1280 × 800 unless given.
 * @property {string | undefined} [extensions] Folder of installed extensions; with this extension alone
 *   unless given.
 * @property {NodeJS.ProcessEnv} [env] Added to the server's environment.
 */

/** One window of a real workbench, with the extension in it. */
export class Workbench {
  #server;
  #browser;
  #home;
  /** The page; everything else of Playwright is reached from here. */
  page;
  /** What the page's console has shown as errors. @type {string[]} */
  errors = [];

  /**
   * @param {WorkbenchServer} server
   * @param {import('playwright-core').Browser} browser
   * @param {import('playwright-core').Page} page
   * @param {string} home
   */
  constructor(server, browser, page, home) {
    this.#server = server;
    this.#browser = browser;
    this.#home = home;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /**
   * @param {WorkbenchOptions} options
   * @returns {Promise<Workbench>} Once the folder is shown.
   */
  static async open(options) {
    const workbench = await setUpWorkbench();
    const home = await mkdtemp(join(tmpdir(), 'restitch-workbench-'));
    const extensions = options.extensions ?? (await linkExtension(join(home, 'extensions')));
    const server = await WorkbenchServer.start({
      ...workbench,
      home,
      extensions,
      settings: { ...options.settings },
      askForTrust: options.askForTrust ?? false,
      env: { ...options.env },
    });
    const browser = await startBrowser(workbench.chromium);
    const viewport = options.viewport ?? { width: 1280, height: 800 };
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(patience);
    page.setDefaultNavigationTimeout(patience);
    const opened = new Workbench(server, browser, page, home);
    try {
      // What counts is what is shown; a page that has loaded shows nothing yet.
      await page.goto(server.url(options.folder), { waitUntil: 'commit' });
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /** The folder with everything that the server has written: logs, settings, state. */
  get home() {
    return this.#home;
  }

  /** What the server has written to its outputs. */
  get output() {
    return this.#server.output;
  }

  /** Ends everything that was started. */
  async close() {
    await this.#browser.close();
    await this.#server.stop();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A folder of extensions that holds this one, as it lies here.
 * @param {string} folder Is made.
 * @returns {Promise<string>} The folder.
 */
export async function linkExtension(folder) {
  const manifest = /** @type {{ publisher: string, name: string, version: string }} */ (
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  );
  const { publisher, name, version } = manifest;
  await mkdir(folder, { recursive: true });
  await symlink(root, join(folder, `${publisher}.${name}-${version}`));
  return folder;
}
