import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fileTarget } from './resolution.js';
import { impliedFile, typeScriptFor } from './typescript-paths.js';

const named = /['"`][^'"`\n]*\.(?:[cm]?ts|[jt]sx)['"`]/;
const imported = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/**
 * Whether what a JavaScript file imports may be TypeScript of the same project: a file by its own name
 * or by that of its output, a path without extension, one of the package's `imports`. Says no only when
 * it is sure, but for names that the program puts together as it runs.
 *
 * @param file absolute path
 */
export function mayImportTypeScript(file: string, authored: string): boolean {
  if (named.test(authored)) return true;
  const parent = pathToFileURL(file).href;
  for (const [, , specifier = ''] of authored.matchAll(imported)) {
    if (specifier.startsWith('#')) return true;
    const target = fileTarget(specifier, parent);
    if (target && !isFile(target.path) && isMeant(target.path)) return true;
  }
  return false;
}

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const isMeant = (path: string): boolean => (typeScriptFor(path) ?? impliedFile(path)) !== undefined;
