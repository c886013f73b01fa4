import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../scripts/run-command.mjs';

/** A file of a package's own tests, which come with the package. */
export interface Suite {
  package: string;
  file: string;
}

const ROOT = join(import.meta.dirname, '..', '..');
const FROM = join(ROOT, 'tests/packages/suites');
const PLACE = join(ROOT, '.cache/packages');

/** Packages whose tests are plain scripts (of tape), and the folder of those. */
const PACKAGES = ['minimist', 'qs', 'traverse'];

/**
 * Fetches the packages where they are missing.
 * @throws Error when npm cannot
 */
export async function fetchSuites(): Promise<Suite[]> {
  const lock = readFileSync(join(FROM, 'package-lock.json'), 'utf8');
  const stamp = join(PLACE, 'installed-lock.json');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    mkdirSync(PLACE, { recursive: true });
    for (const file of readdirSync(FROM)) copyFileSync(join(FROM, file), join(PLACE, file));
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    const { code, output } = await runCommand('npm', args, { cwd: PLACE, quiet: true });
    if (code !== 0) throw new Error(`npm ci: ${output}`);
    writeFileSync(stamp, lock);
  }
  return PACKAGES.flatMap((name) => {
    const folder = join(PLACE, 'node_modules', name, 'test');
    const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
    return files.map((file) => ({ package: name, file: join(folder, file) }));
  });
}
