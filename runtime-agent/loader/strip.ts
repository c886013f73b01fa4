import { basename } from 'node:path';
import { RestitchError, typeScriptSyntax } from '../../protocol/diagnostics.js';
import type { FileKind } from './file-kind.js';
import { nodeTarget } from './node-target.js';
import type { ModuleFormat } from './store.js';
import type { TypeScriptOptions } from './tsconfig.js';
import { isCompileFailure, typeScriptCompiler } from './typescript/compiler.js';

export interface Stripped {
  text: string;
  /** Source map (JSON); `sources` has the absolute path of the file alone. */
  map: string;
}

/**
 * TypeScript to JavaScript that this Node runs: types removed, imports that serve types only dropped
 * as tsc does unless tsconfig keeps them.
 * @param format `commonjs` turns import and export into `require` and `exports`; `undefined` keeps
 *   them.
 * @param target esbuild's name for the Node that is to run it.
 * @throws {RestitchError} RS1102 with the line, when the file does not parse.
 */
export function stripTypes(
  file: string,
  authored: string,
  kind: FileKind,
  format: ModuleFormat | undefined,
  options: TypeScriptOptions,
  target = nodeTarget,
): Stripped {
  try {
    const { text, map } = typeScriptCompiler().compile({
      name: basename(file),
      text: authored,
      language: kind.typescript ? (kind.jsx ? 'tsx' : 'ts') : 'jsx',
      format: format === 'commonjs' ? format : undefined,
      target,
      compilerOptions: options.compilerOptions,
    });
    const parsed = JSON.parse(map) as Record<string, unknown>;
    return { text, map: JSON.stringify({ ...parsed, sources: [file] }) };
  } catch (error) {
    if (!isCompileFailure(error)) throw error;
    const { reason, line, column } = error;
    const at = column === undefined ? '' : `:${column + 1}`;
    throw new RestitchError(
      typeScriptSyntax(
        { file, ...(line === undefined ? {} : { line }) },
        `${reason} (${basename(file)}:${line ?? 1}${at})`,
      ),
    );
  }
}
