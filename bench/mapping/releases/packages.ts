import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Downloads that are under way at once. */
const AT_ONCE = 4;

/**
 * Fetches releases of a package as they were published, with npm; those that are there already stay.
 *
 * @param cache where they are kept
 * @returns their folders by version
 * @throws Error naming the release that npm does not give
 */
export async function fetchReleases(
  cache: string,
  name: string,
  versions: readonly string[],
): Promise<Map<string, string>> {
  const folders = new Map(versions.map((version) => [version, join(cache, `${name}-${version}`)]));
  const missing = [...folders].filter(([, folder]) => !existsSync(folder));
  const next = async (): Promise<void> => {
    for (let item = missing.pop(); item; item = missing.pop()) await fetchOne(name, ...item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return folders;
}

async function fetchOne(name: string, version: string, folder: string): Promise<void> {
  const half = `${folder}.part`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  try {
    await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', half]);
    const [archive] = readdirSync(half);
    if (archive === undefined) throw new Error('npm has written no archive');
    await run('tar', ['-xzf', join(half, archive), '-C', half]);
    rmSync(join(half, archive));
    const [inside = ''] = readdirSync(half);
    renameSync(join(half, inside), folder);
  } catch (error) {
    throw new Error(`${name}@${version}: ${(error as Error).message}`, { cause: error });
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}
