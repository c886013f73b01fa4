import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {object} LockedPackage An entry of `packages` in a package-lock.json (lockfile version 3).
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * Whether `node_modules` holds what package-lock.json asks for, as npm's own record
 * (`node_modules/.package-lock.json`, written at the end of each install) tells.
 * @param {string} folder The one with package-lock.json.
 * @param {Platform} [platform]
 * @returns {Promise<boolean>}
 * @throws {Error} when package-lock.json cannot be read.
 */
export async function isInstalled(folder, platform = thisPlatform()) {
  const wanted = await readPackages(join(folder, 'package-lock.json'));
  let present;
  try {
    present = await readPackages(join(folder, 'node_modules/.package-lock.json'));
  } catch {
    return false;
  }
  return Object.entries(wanted).every(
    ([path, locked]) =>
      path === '' ||
      present[path]?.version === locked.version ||
      (present[path] === undefined && !isNeeded(locked, platform)),
  );
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, LockedPackage>>}
 */
async function readPackages(path) {
  const lock = /** @type {{ packages: Record<string, LockedPackage> }} */ (
    JSON.parse(await readFile(path, 'utf8'))
  );
  return lock.packages;
}

/** @typedef {{ os: string, cpu: string, libc: string | undefined }} Platform */

/** @returns {Platform} */
function thisPlatform() {
  const header = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  ).header;
  const libc = header.glibcVersionRuntime ? 'glibc' : 'musl';
  return {
    os: process.platform,
    cpu: process.arch,
    libc: process.platform === 'linux' ? libc : undefined,
  };
}

/**
 * npm leaves optional packages of other platforms out, and also those that it could not fetch: only
 * the first may be missing.
 * @param {LockedPackage} locked
 * @param {Platform} platform
 * @returns {boolean}
 */
export function isNeeded(locked, platform) {
  if (!locked.optional) return true;
  if (!locked.os && !locked.cpu) return false;
  return (
    (locked.os?.includes(platform.os) ?? true) &&
    (locked.cpu?.includes(platform.cpu) ?? true) &&
    (locked.libc === undefined ||
      (platform.libc !== undefined && locked.libc.includes(platform.libc)))
  );
}
