import { readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';

const imported = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g;
const packageName = /^(?:@[^/]+\/)?[^/]+/;
const typeScript = /"[^"]*(?<!\.d)\.(?:[cm]?ts|tsx)"/;

/**
 * Whether a JavaScript file imports a package that may be TypeScript: one that is linked into
 * node_modules from elsewhere, as in a monorepo, or one whose package.json names TypeScript as its code.
 *
 * @param file absolute path
 */
export function mayImportTypeScriptPackage(file: string, authored: string): boolean {
  for (const [, , specifier = ''] of authored.matchAll(imported)) {
    if (/^[./#]/.test(specifier) || /^\w+:/.test(specifier) || isBuiltin(specifier)) continue;
    const name = packageName.exec(specifier)?.[0];
    if (name !== undefined && mayBeTypeScript(name, dirname(file))) return true;
  }
  return false;
}

function mayBeTypeScript(name: string, from: string): boolean {
  for (let folder = from; ; folder = dirname(folder)) {
    const there = join(folder, 'node_modules', name);
    try {
      const json = readFileSync(join(there, 'package.json'), 'utf8');
      return !realpathSync(there).includes(`${sep}node_modules${sep}`) || typeScript.test(json);
    } catch {
      // not here: Node looks further up as well
    }
    // A package may also import itself by its name, which nobody has looked up here.
    if (dirname(folder) === folder) return true;
  }
}
