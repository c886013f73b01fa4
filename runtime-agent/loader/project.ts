import { readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** What decides which files are instrumented. All of it survives JSON. */
export interface Scope {
  /** The project folder: real path, no separator at its end. */
  root: string;
  /** Sources of regular expressions on real paths with `/` as separator: instrumented as well. */
  include: readonly string[];
  /** The same for files that are left alone; stronger than `include`. */
  exclude: readonly string[];
}

interface PackageJson {
  type?: unknown;
  /** Folders of packages that are kept together. */
  workspaces?: unknown;
}

const packages = new Map<string, { folder: string; json: PackageJson } | undefined>();

/** The nearest package.json of a folder, itself included, with the folder that it lies in. */
export function nearestPackage(folder: string): { folder: string; json: PackageJson } | undefined {
  if (packages.has(folder)) return packages.get(folder);
  let found: { folder: string; json: PackageJson } | undefined;
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    found = { folder, json: JSON.parse(text) as PackageJson };
  } catch {
    const parent = dirname(folder);
    // A package's scope ends at node_modules, as in Node's own look-up.
    if (parent !== folder && !folder.endsWith(`${sep}node_modules`)) found = nearestPackage(parent);
  }
  packages.set(folder, found);
  return found;
}

/** `type` of the nearest package.json, as far as Node knows it. */
export function packageType(file: string): 'module' | 'commonjs' | undefined {
  const type = nearestPackage(dirname(file))?.json.type;
  return type === 'module' || type === 'commonjs' ? type : undefined;
}

const sources = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Tells which files are instrumented; by real path. */
export function scopeFilter(scope: Scope, own: string): (file: string) => boolean {
  const include = scope.include.map((source) => new RegExp(source));
  const exclude = scope.exclude.map((source) => new RegExp(source));
  const inside = scope.root.endsWith(sep) ? scope.root : scope.root + sep;
  const known = new Map<string, boolean>();
  const decide = (file: string): boolean => {
    if (!sources.test(file) || file.startsWith(own + sep)) return false;
    const slashed = sep === '/' ? file : file.replaceAll(sep, '/');
    if (exclude.some((pattern) => pattern.test(slashed))) return false;
    if (include.some((pattern) => pattern.test(slashed))) return true;
    return file.startsWith(inside) && !slashed.slice(inside.length - 1).includes('/node_modules/');
  };
  return (file) => {
    let is = known.get(file);
    if (is === undefined) known.set(file, (is = decide(file)));
    return is;
  };
}
