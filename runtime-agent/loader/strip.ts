import { basename } from 'node:path';
import { transformSync, type TransformFailure, type TransformOptions } from 'esbuild';
import { RestitchError, typeScriptSyntax } from '../../protocol/diagnostics.js';
import type { FileKind } from './file-kind.js';
import { nodeTarget } from './node-target.js';
import type { ModuleFormat } from './store.js';
import type { TypeScriptOptions } from './tsconfig.js';

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
  const settings: TransformOptions & { sourcemap: 'external' } = {
    loader: kind.typescript ? (kind.jsx ? 'tsx' : 'ts') : 'jsx',
    sourcefile: basename(file),
    sourcemap: 'external',
    sourcesContent: false,
    target,
    platform: 'node',
    tsconfigRaw: { compilerOptions: options.compilerOptions },
    logLevel: 'silent',
    ...(format === 'commonjs' ? { format: 'cjs' } : {}),
  };
  try {
    const { code, map } = transformSync(authored, settings);
    const parsed = JSON.parse(map) as Record<string, unknown>;
    return { text: code, map: JSON.stringify({ ...parsed, sources: [file] }) };
  } catch (error) {
    const [first] = (error as Partial<TransformFailure>).errors ?? [];
    if (!first) throw error;
    const line = first.location?.line;
    const column = first.location ? `:${first.location.column + 1}` : '';
    throw new RestitchError(
      typeScriptSyntax(
        { file, ...(line === undefined ? {} : { line }) },
        `${first.text} (${basename(file)}:${line ?? 1}${column})`,
      ),
    );
  }
}
