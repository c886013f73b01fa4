import { statSync } from 'node:fs';

const replacements: Record<string, readonly string[]> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx', '.ts'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

const implied = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts'];

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * The TypeScript file that is meant by the path of its output: `x.js` → `x.ts`, as tsc resolves it.
 * @returns `undefined` when there is none.
 */
export function typeScriptFor(path: string): string | undefined {
  return outputsOf(path).find(isFile);
}

/** The file that is meant by a path without extension, or by a folder's. */
export function impliedFile(path: string): string | undefined {
  return impliedBy(path).find(isFile);
}

/** All files that a path may mean, whether they are there or not. */
export function possibleFiles(path: string): string[] {
  return [path, ...outputsOf(path), ...impliedBy(path)];
}

function outputsOf(path: string): string[] {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  if (extension === undefined) return [];
  const stem = path.slice(0, -extension.length);
  return (replacements[extension] ?? []).map((other) => stem + other);
}

function impliedBy(path: string): string[] {
  const stem = path.endsWith('/') ? path.slice(0, -1) : path;
  const asFile = path.endsWith('/') ? [] : implied.map((end) => stem + end);
  return [...asFile, ...implied.map((end) => `${stem}/index${end}`)];
}
