#!/usr/bin/env node
// Stands in for the executable of a desktop VS Code where @vscode/test-electron runs tests in the
// extension host: the same arguments, the same exit codes (0 passed, 1 failed), and two of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { startBrowser } from './browser.mjs';
import { WorkbenchServer } from './server.mjs';
import { setUpWorkbench } from './setup.mjs';

const exitCodes = { notStarted: 3, timedOut: 4, pageCrashed: 5 };

/** What the workbench says of itself in every run. */
const noise =
  /^(Resolv(ing|ed) connection|Creating a socket|\[(reconnection|Service Worker|AgentHost|AccountPolicy)|Ignoring fetching|Canceled)/;

/** The whole run; a suite that hangs is ended. */
const timeoutMs = Number(process.env['RESTITCH_HOST_TESTS_TIMEOUT'] ?? 600_000);

/**
 * @param {string[]} args
 * @returns {{ options: Map<string, string>, folder: string | undefined }}
 */
function parse(args) {
  /** @type {Map<string, string>} */
  const options = new Map();
  let folder;
  for (const arg of args) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) folder ??= resolve(arg);
    else options.set(name, value ?? '');
  }
  return { options, folder };
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} The exit code.
 */
async function run(args) {
  const { options, folder } = parse(args);
  const home = await mkdtemp(join(tmpdir(), 'restitch-workbench-'));
  const workbench = await setUpWorkbench();
  const userData = options.get('user-data-dir');
  const extensions = options.get('extensions-dir');
  const server = await WorkbenchServer.start({
    ...workbench,
    home,
    ...(userData === undefined ? {} : { userData }),
    ...(extensions === undefined ? {} : { extensions }),
    payload: true,
  });
  const browser = await startBrowser(workbench.chromium);
  const stop = async () => {
    await Promise.all([browser.close(), server.stop()]);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    return await runTests(browser, server, options, folder ?? home);
  } finally {
    await stop();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {WorkbenchServer} server
 * @param {Map<string, string>} options
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function runTests(browser, server, options, folder) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      const line = `${format(...args)}\n`;
      if (noise.test(line)) return;
      (type === 'error' ? process.stderr : process.stdout).write(line);
    },
  );
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    page.once('crash', () => resolve(exitCodes.pageCrashed));
    setTimeout(() => resolve(exitCodes.timedOut), timeoutMs).unref();
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  const names = ['extensionDevelopmentPath', 'extensionTestsPath'];
  const payload = names
    .filter((name) => options.has(name))
    .map((name) => /** @type {[string, string]} */ ([name, server.uri(options.get(name) ?? '')]));
  await page.goto(server.url(folder, payload), { timeout: 120_000 });
  const code = await exited;
  if (code === exitCodes.timedOut) console.error(`stopped: not done after ${timeoutMs / 1000} s`);
  if (code === exitCodes.pageCrashed) console.error('stopped: the page crashed');
  return code;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitCodes.notStarted;
}
