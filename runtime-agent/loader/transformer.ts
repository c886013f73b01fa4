import { basename } from 'node:path';
import { planCode, RestitchError } from '../../protocol/diagnostics.js';
import { nodeTarget } from './node-target.js';
import { isCompileFailure, typeScriptCompiler } from './typescript/compiler.js';

/**
 * TypeScript that exports `transform`, and maybe `back`, as a JavaScript expression of an object that
 * has them.
 * @throws {RestitchError} RS1217 when it does not parse.
 */
export function compileTransformer(file: string, text: string): string {
  try {
    const { text: code } = typeScriptCompiler().compile({
      name: basename(file),
      text,
      language: 'ts',
      format: 'commonjs',
      target: nodeTarget,
      compilerOptions: {},
    });
    return `((module,exports)=>{${code}\nreturn module.exports})(...(m=>[m,m.exports])({exports:{}}))`;
  } catch (error) {
    if (!isCompileFailure(error)) throw error;
    const { reason, line } = error;
    const place = { file, ...(line === undefined ? {} : { line }) };
    throw new RestitchError(planCode(place, `a transformer (${basename(file)})`, reason));
  }
}
