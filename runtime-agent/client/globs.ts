import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/**
 * Globs as sources of regular expressions on absolute paths with `/` as separator. A glob without a
 * slash means files and folders of that name anywhere; one that names a folder means all in it.
 */
export function globSources(globs: readonly string[], cwd: string): string[] {
  return globs.flatMap((glob) => {
    const slashed = sep === '/' ? glob : glob.replaceAll(sep, '/');
    const trimmed = slashed.endsWith('/') ? slashed.slice(0, -1) : slashed;
    const absolute = trimmed.includes('/')
      ? resolve(cwd, trimmed).replaceAll(sep, '/')
      : `/**/${trimmed}`;
    return [absolute, `${absolute}/**`].map(
      (pattern) => picomatch.makeRe(pattern, { dot: true, windows: false }).source,
    );
  });
}
