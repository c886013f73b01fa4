import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { esbuildCompiler } from './esbuild-compiler.js';

export interface CompileRequest {
  /** The file's name, for the map. */
  name: string;
  text: string;
  language: 'ts' | 'tsx' | 'jsx';
  /** `commonjs` turns import and export into `require` and `exports`; `undefined` keeps them. */
  format: 'commonjs' | undefined;
  /** The Node that is to run it, as esbuild names it: `node20.19.0`. */
  target: string;
  /** tsconfig's, those that change what comes out. */
  compilerOptions: Record<string, unknown>;
}

export interface Compiled {
  text: string;
  /** Source map (JSON). */
  map: string;
}

/** Turns TypeScript into JavaScript, a file at a time. */
export interface TypeScriptCompiler {
  /** @throws {CompileFailure} when the text does not parse */
  compile(request: CompileRequest): Compiled;
}

/** What stands in the way of compiling; `line` counts from 1, `column` from 0. */
export class CompileFailure extends Error {
  constructor(
    readonly reason: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(reason);
    this.name = 'CompileFailure';
  }
}

/** By name: the packaged compiler is a bundle of its own, with a class of its own. */
export function isCompileFailure(error: unknown): error is CompileFailure {
  return error instanceof Error && error.name === 'CompileFailure';
}

let chosen: TypeScriptCompiler | undefined;

/**
 * The compiler that comes with this build of Restitch: the package for the editor has TypeScript's
 * own in a bundle, everything else has esbuild (docs/packaging.md tells why).
 */
export function typeScriptCompiler(): TypeScriptCompiler {
  return (chosen ??= packaged() ?? esbuildCompiler);
}

function packaged(): TypeScriptCompiler | undefined {
  const bundle = fileURLToPath(new URL('./typescript.cjs', import.meta.url));
  if (!existsSync(bundle)) return undefined;
  const loaded = createRequire(bundle)(bundle) as { compiler: TypeScriptCompiler };
  return loaded.compiler;
}
