import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { nearestPackage } from '../loader/project.js';

/**
 * The project folder of an entry file: its nearest package.json's, else its own. A tool that lies in
 * node_modules works on the project around it.
 */
export function projectFolder(entry: string): string {
  const modules = entry.indexOf(`${sep}node_modules${sep}`);
  const folder = modules < 0 ? dirname(entry) : entry.slice(0, modules);
  return nearestPackage(folder)?.folder ?? folder;
}

/**
 * The same; where that package is one of several that are kept together and import each other, the folder of
 * them all.
 */
export function workspaceFolder(entry: string): string {
  const own = projectFolder(entry);
  return folderAround(own, dirname(own)) ?? own;
}

/** The nearest folder around a package that names it among its own. */
function folderAround(own: string, around: string): string | undefined {
  if (around.endsWith(`${sep}node_modules`)) return undefined;
  if (names(around, own)) return around;
  const next = dirname(around);
  return next === around ? undefined : folderAround(own, next);
}

/**
 * Whether a folder keeps a package: by the `workspaces` of npm and yarn
 * (https://docs.npmjs.com/cli/v10/using-npm/workspaces), or by pnpm's file, whose globs are not read.
 */
function names(folder: string, own: string): boolean {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return true;
  const found = nearestPackage(folder);
  if (found?.folder !== folder) return false;
  const { workspaces } = found.json;
  const globs = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | undefined)?.packages;
  if (!Array.isArray(globs)) return false;
  const path = relative(folder, own).replaceAll(sep, '/');
  return globs.some((glob) => typeof glob === 'string' && folderPattern(glob).test(path));
}

/** Not by the library for globs: every start of a program comes by here. */
function folderPattern(glob: string): RegExp {
  const parts = glob
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .split('/');
  const sources = parts.map((part) => {
    if (part === '**') return '.*';
    return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  });
  return new RegExp(`^${sources.join('/')}$`);
}
