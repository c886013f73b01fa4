// node scripts/setup.mjs: installs, builds and fetches what the tests need. Uses only Node's own
// modules until the dependencies are there.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from './installed.mjs';
import { fetchNodes } from './nodes.mjs';
import { runCommand } from './run-command.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Makes the checkout ready to run; does only what is missing.
 * @param {{ nodes?: boolean, log?: (line: string) => void }} [options] `nodes` also fetches the Node
 *   versions that the tests run on.
 * @throws {Error} saying which step failed and why.
 */
export async function setUp({ nodes = false, log = console.error } = {}) {
  await checkNode();
  if (!(await isInstalled(root))) {
    log('installing dependencies (npm ci)');
    await npmCi();
    if (!(await isInstalled(root))) {
      throw new Error('npm ci ended well, but packages of this platform are missing; see its log');
    }
  }
  const { build } = await import('./build.mjs');
  await build({ log });
  if (nodes) await fetchNodes(log);
}

async function checkNode() {
  const manifest = /** @type {{ engines: { node: string } }} */ (
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  );
  const needed = manifest.engines.node.replace(/^>=/, '');
  if (compareVersions(process.versions.node, needed) < 0) {
    throw new Error(`Node ${needed} or newer is needed; this is ${process.versions.node}`);
  }
}

/**
 * @param {string} left `1.2.3`
 * @param {string} right
 * @returns {number} Negative, zero or positive, as `left` is older, the same or newer.
 */
export function compareVersions(left, right) {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

async function npmCi() {
  // No dependency needs its install script: esbuild's executable is a package of its own.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const { code, output } = await runCommand('npm', args, { cwd: root, quiet: true });
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}):\n${output.trim()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setUp({ nodes: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
