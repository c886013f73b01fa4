import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The scripts of a package, by paths relative to it; those that `files` begin. */
export function scripts(folder: string, files: readonly string[], below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return scripts(folder, files, path);
    if (!/\.[cm]?js$/.test(entry.name)) return [];
    return files.length === 0 || files.some((start) => path.startsWith(start)) ? [path] : [];
  });
}
