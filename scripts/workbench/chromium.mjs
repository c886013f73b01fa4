import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from '../run-command.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium or Chrome of this machine: the one that `RESTITCH_CHROMIUM` names, else one from the
 * usual places, else Debian's package, which is installed where that needs no password.
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<string>} The executable.
 * @throws {Error} when there is none, with what to do.
 */
export async function findChromium({ log }) {
  const named = process.env['RESTITCH_CHROMIUM'];
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new Error(`RESTITCH_CHROMIUM is ${named}, which cannot be run`);
  }
  const found = search();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && onPath('apt-get') !== undefined) {
    log('installing Chromium (apt-get install chromium)');
    await aptInstall('chromium');
    const installed = search();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The tests in the editor need Chromium or Chrome: install it (on Debian `apt-get install chromium`), ' +
      'or set RESTITCH_CHROMIUM to its executable',
  );
}

/** @returns {string | undefined} */
function search() {
  const paths = names.map(onPath).filter((path) => path !== undefined);
  return [...paths, ...elsewhere.filter(isExecutable)][0];
}

/**
 * @param {string} name
 * @returns {string | undefined} The first executable of that name on the PATH.
 */
export function onPath(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
async function aptInstall(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt-get at the same time is waited for.
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [
    ['update', ...lock],
    ['install', '-y', '--no-install-recommends', ...lock, name],
  ]) {
    const { code, output } = await runCommand('apt-get', args, { env, quiet: true });
    if (code !== 0)
      throw new Error(`apt-get ${args[0]} failed (exit code ${code}):\n${output.trim()}`);
  }
}
