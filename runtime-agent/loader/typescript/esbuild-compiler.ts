import { createRequire } from 'node:module';
import type * as Esbuild from 'esbuild';
import type { TransformFailure, TransformOptions } from 'esbuild';
import { CompileFailure, type Compiled, type CompileRequest } from './compiler.js';

// Not imported: a build with another compiler does without it.
const require = createRequire(import.meta.url);

export const esbuildCompiler = {
  compile({ name, text, language, format, target, compilerOptions }: CompileRequest): Compiled {
    const settings: TransformOptions & { sourcemap: 'external' } = {
      loader: language,
      sourcefile: name,
      sourcemap: 'external',
      sourcesContent: false,
      target,
      platform: 'node',
      tsconfigRaw: { compilerOptions },
      logLevel: 'silent',
      ...(format === 'commonjs' ? { format: 'cjs' } : {}),
    };
    const { transformSync } = require('esbuild') as typeof Esbuild;
    try {
      const { code, map } = transformSync(text, settings);
      return { text: code, map };
    } catch (error) {
      const [first] = (error as Partial<TransformFailure>).errors ?? [];
      if (!first) throw error;
      throw new CompileFailure(first.text, first.location?.line, first.location?.column);
    }
  },
};
