import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { modelSource, type FullSourceModel } from '../../program-model/model/index.js';

/** Installed packages whose published code is readable source. */
const FOLDERS = [
  'eslint/lib',
  'ajv/dist',
  'esquery/dist',
  'chai/lib',
  'chai',
  'picomatch/lib',
  'postcss/lib',
  'semver',
  'acorn/dist',
  'eslint-scope/lib',
  'espree/lib',
  'magic-string/dist',
  'fast-check/lib',
  'flat-cache/dist',
  'cross-spawn/lib',
  'debug/src',
  'minimatch/dist',
  '@typescript-eslint/eslint-plugin/dist/rules',
  'vitest/dist/chunks',
];
const MIN_LENGTH = 1200;
const MAX_LENGTH = 60_000;

export interface CorpusFile {
  name: string;
  text: string;
}

/** The files that edits are made in, in a fixed order. */
export function corpusFiles(root: string): CorpusFile[] {
  const files = new Map<string, string>();
  const visit = (folder: string, name: string): void => {
    let entries: string[];
    try {
      entries = readdirSync(folder).sort();
    } catch {
      return; // not installed
    }
    for (const entry of entries) {
      const path = join(folder, entry);
      const stat = statSync(path);
      if (stat.isDirectory()) {
        if (entry !== 'node_modules') visit(path, `${name}/${entry}`);
      } else if (/\.[cm]?js$/.test(entry) && stat.size >= MIN_LENGTH && stat.size <= MAX_LENGTH) {
        files.set(`${name}/${entry}`, path);
      }
    }
  };
  for (const folder of FOLDERS) visit(join(root, 'node_modules', folder), folder);
  return [...files].map(([name, path]) => ({ name, text: readFileSync(path, 'utf8') }));
}

/** Models a text as whatever it parses as; undefined when it does not parse. */
export function modelText(text: string): FullSourceModel | undefined {
  for (const format of ['module', 'commonjs'] as const) {
    try {
      return modelSource({ id: '/module.js', text, format });
    } catch {
      continue;
    }
  }
  return undefined;
}
