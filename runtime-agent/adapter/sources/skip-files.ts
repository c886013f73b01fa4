import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';

const INTERNALS = '<node_internals>';

/** Which scripts stepping passes over, as regular expressions on their URLs and paths. */
export class SkipFiles {
  /** Regular expressions for V8. */
  readonly patterns: string[];
  readonly #compiled: RegExp[];
  readonly #negated: RegExp[];

  constructor(globs: readonly string[], justMyCode: boolean, cwd: string, ownFolder: string) {
    const all = justMyCode ? [`${INTERNALS}/**`, '**/node_modules/**', ...globs] : globs;
    const own = `^(file://)?${escape(ownFolder.replaceAll(sep, '/'))}`;
    const positive = all.filter((glob) => !glob.startsWith('!')).map((glob) => source(glob, cwd));
    this.patterns = [own, ...positive];
    this.#compiled = positive.map((pattern) => new RegExp(pattern));
    this.#negated = all
      .filter((glob) => glob.startsWith('!'))
      .map((glob) => new RegExp(source(glob.slice(1), cwd)));
  }

  /** @param url a script's URL or path */
  skips(url: string): boolean {
    const matches = (patterns: RegExp[]): boolean => patterns.some((pattern) => pattern.test(url));
    return matches(this.#compiled) && !matches(this.#negated);
  }
}

const escape = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** A glob as the source of a regular expression on URLs; relative ones start at the folder. */
function source(glob: string, cwd: string): string {
  if (glob.startsWith(INTERNALS)) return '^node:';
  const isAnywhere = glob.startsWith('**') || glob.startsWith('/') || /^[a-z]:/i.test(glob);
  const absolute = isAnywhere ? glob : resolve(cwd, glob).replaceAll(sep, '/');
  const pattern = picomatch.makeRe(absolute, { dot: true }).source;
  return pattern.replace(/^\^/, '^(?:file://)?');
}
