// The workbench for the tests: installed once, outside of the root's node_modules.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchNodes, testNodes } from '../nodes.mjs';
import { runCommand } from '../run-command.mjs';
import { findChromium } from './chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const cache = join(root, '.cache/workbench');

/** To be raised when the steps below change. */
const steps = 1;

/**
 * @typedef {object} Workbench Where everything is that runs it.
 * @property {string} node The Node that runs the server, which needs a newer one than the project.
 * @property {string} server The server's entry point.
 * @property {string} chromium The browser.
 */

/**
 * Makes the workbench ready; does only what is missing.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<Workbench>}
 * @throws {Error} saying what is missing, and what to do about it.
 */
export async function setUpWorkbench({ log = console.error } = {}) {
  await fetchNodes(log);
  const node = serverNode();
  const chromium = await findChromium({ log });
  const place = join(cache, await fingerprint());
  if (!existsSync(place)) {
    log('installing the workbench for the tests (about a minute)');
    await install(place, node);
  }
  return { node, chromium, server: join(place, 'node_modules/code-server/out/node/entry.js') };
}

/** The server checks the major version of its Node. */
const serverMajor = '24.';

/** @returns {string} The executable. */
function serverNode() {
  if (process.versions.node.startsWith(serverMajor)) return process.execPath;
  const found = testNodes().find(({ version }) => version.startsWith(serverMajor));
  if (found) return found.path;
  throw new Error(
    `The workbench for the tests needs Node 24, which is fetched on Linux x64 only: ` +
      `run this with Node 24, or with RESTITCH_VSCODE set to the executable of a desktop VS Code`,
  );
}

/** @returns {Promise<string>} Names what is installed: another lock file, another folder. */
async function fingerprint() {
  const lock = await readFile(join(here, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${steps}`).digest('hex').slice(0, 12);
}

/**
 * Installs in a folder beside, which takes its place at the end: whoever else does the same at the
 * same time comes to the same.
 * @param {string} place
 * @param {string} node
 */
async function install(place, node) {
  await mkdir(cache, { recursive: true });
  const scratch = await mkdtemp(join(cache, 'installing-'));
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      await cp(join(here, file), join(scratch, file));
    }
    const npm = npmWith(node);
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await npm(scratch, ['ci', ...quietly]);
    // The server's own packages are not part of its npm package; its scripted install builds some
    // that need system libraries and are not used here.
    const vscode = join(scratch, 'node_modules/code-server/lib/vscode');
    // `npm ci` does not accept the lock file that comes with it.
    await npm(vscode, ['install', '--omit=dev', ...quietly]);
    await npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog']);
    await npm(join(vscode, 'extensions'), ['install', '--omit=dev', ...quietly]);
    for (const unused of [
      'node_modules/@github',
      'node_modules/@devcontainers',
      'extensions/copilot',
    ]) {
      await rm(join(vscode, unused), { recursive: true, force: true });
    }
    if (!existsSync(place)) await rename(scratch, place);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} node
 * @returns {(cwd: string, args: string[]) => Promise<void>} Runs npm on that Node.
 */
function npmWith(node) {
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env['PATH']}`,
    // Headers for what is compiled: those beside the executable, not some to be downloaded.
    npm_config_nodedir: dirname(dirname(node)),
  };
  return async (cwd, args) => {
    const { code, output } = await runCommand('npm', args, { cwd, env, quiet: true });
    if (code !== 0) {
      throw new Error(
        `npm ${args[0]} failed for the workbench (exit code ${code}):\n${output.trim()}`,
      );
    }
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(JSON.stringify(await setUpWorkbench(), undefined, 2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
