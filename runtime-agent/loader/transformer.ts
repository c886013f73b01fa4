import { basename } from 'node:path';
import { transformSync, type TransformFailure } from 'esbuild';
import { planCode, RestitchError } from '../../protocol/diagnostics.js';
import { nodeTarget } from './node-target.js';

/**
 * TypeScript that exports `transform`, and maybe `back`, as a JavaScript expression of an object that
 * has them.
 * @throws {RestitchError} RS1217 when it does not parse.
 */
export function compileTransformer(file: string, text: string): string {
  try {
    const { code } = transformSync(text, {
      loader: 'ts',
      format: 'iife',
      globalName: 'transformer',
      target: nodeTarget,
      platform: 'node',
      logLevel: 'silent',
    });
    return `(()=>{${code}\nreturn transformer})()`;
  } catch (error) {
    const [first] = (error as Partial<TransformFailure>).errors ?? [];
    if (!first) throw error;
    const line = first.location?.line;
    const place = { file, ...(line === undefined ? {} : { line }) };
    throw new RestitchError(planCode(place, `a transformer (${basename(file)})`, first.text));
  }
}
