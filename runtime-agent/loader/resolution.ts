import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { impliedFile, typeScriptFor } from './typescript-paths.js';

const relative = /^(?:\.{1,2}(?:\/|$)|\/|file:)/;
const typescript = /\.(?:[cm]?ts|tsx)$/;
const missing = new Set(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT']);

/** A specifier that names a file: where it points, and the query and fragment that follow. */
export interface FileTarget {
  path: string;
  suffix: string;
}

/**
 * Where a specifier of an ES module points.
 * @param parent URL of the module that has it.
 * @returns `undefined` for packages, builtins and other schemes.
 */
export function fileTarget(specifier: string, parent: string): FileTarget | undefined {
  if (!relative.test(specifier)) return undefined;
  try {
    const url = new URL(specifier, parent);
    const suffix = url.search + url.hash;
    url.search = '';
    url.hash = '';
    return { path: fileURLToPath(url), suffix };
  } catch {
    return undefined;
  }
}

/** The same for `require`, which knows no queries. */
export function requiredPath(request: string, folder: string): string | undefined {
  if (!relative.test(request) || request.startsWith('file:')) return undefined;
  return resolve(folder, request) + (request.endsWith('/') ? '/' : '');
}

export function isTypeScript(path: string): boolean {
  return typescript.test(path);
}

/** Before Node looks: a TypeScript parent means the TypeScript file by the name of its output. */
export function preferred(path: string, parent: string): string | undefined {
  return isTypeScript(parent) ? typeScriptFor(path) : undefined;
}

/** After Node has found nothing: what else the path may mean. */
export function fallback(path: string, error: unknown): string | undefined {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !missing.has(code)) return undefined;
  return typeScriptFor(path) ?? impliedFile(path);
}
