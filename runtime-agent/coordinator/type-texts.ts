import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { TypeText } from '../../protocol/baseline.js';
import { isTypeScript } from '../loader/resolution.js';
import { impliedFile, typeScriptFor } from '../loader/typescript-paths.js';

/** `from './x'`, `import './x'`, `import('./x')`: good enough for a superset, comments and all. */
const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;
/** So many characters are kept. */
const LIMIT = 50_000_000;

/**
 * The texts of a program's TypeScript files as they were when it started. Files that only declare
 * types are not loaded, so nobody else knows what they were.
 */
export class TypeTexts {
  readonly #texts = new Map<string, string | null>();
  #characters = 0;

  /**
   * Follows the imports of the program's entry, relative ones, and reads what is there.
   *
   * @param startedMs when the program started: a file that was written later was another one then
   */
  constructor(
    entry: string,
    readonly startedMs: number,
  ) {
    if (!isTypeScript(entry)) return;
    const open = [entry];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (this.#texts.has(file) || file.includes('/node_modules/')) continue;
      const text = this.#read(file);
      if (text === undefined) continue;
      for (const [, , specifier = ''] of text.matchAll(specifiers)) {
        const found = fileAt(resolve(dirname(file), specifier));
        if (found !== undefined) open.push(found);
      }
    }
  }

  /** Those that lie on disk with another text now; `null` where the old one is not known. */
  changed(): TypeText[] {
    return [...this.#texts].flatMap(([file, text]) => {
      try {
        return readFileSync(file, 'utf8') === text ? [] : [{ file, text }];
      } catch {
        return [{ file, text }];
      }
    });
  }

  /** An update has taken the files as they are. */
  renew(): void {
    for (const { file } of this.changed()) {
      try {
        this.#texts.set(file, readFileSync(file, 'utf8'));
      } catch {
        this.#texts.delete(file);
      }
    }
  }

  #read(file: string): string | undefined {
    try {
      const text = readFileSync(file, 'utf8');
      this.#characters += text.length;
      const isKnown = statSync(file).mtimeMs < this.startedMs && this.#characters < LIMIT;
      this.#texts.set(file, isKnown ? text : null);
      return text;
    } catch {
      return undefined;
    }
  }
}

function fileAt(path: string): string | undefined {
  const isFile = existsSync(path) && statSync(path).isFile();
  const found = isFile
    ? path
    : (typeScriptFor(path) ??
      impliedFile(path) ??
      (existsSync(`${path}.d.ts`) ? `${path}.d.ts` : undefined));
  return found !== undefined && isTypeScript(found) ? realpathSync(found) : undefined;
}
