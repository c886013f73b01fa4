import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { diagnosticsText } from './texts.js';
import { missingEntry, RestitchError } from '../protocol/diagnostics.js';
import type * as Compile from '../runtime-agent/loader/compile.js';
import { fileKind } from '../runtime-agent/loader/file-kind.js';
import { hashText } from '../runtime-agent/loader/hash.js';
import { typeScriptOptions } from '../runtime-agent/loader/tsconfig.js';

/**
 * Prints a file as it would be loaded, its source map included.
 * @throws {RestitchError} RS1008, RS1102
 */
export function instrument(file: string): number {
  if (!existsSync(file)) throw new RestitchError(missingEntry(file));
  const require = createRequire(import.meta.url);
  const { compileModule } = require('./compile.cjs') as typeof Compile;
  const id = realpathSync(file);
  const authored = readFileSync(id, 'utf8');
  const { code, displayMap, skipped } = compileModule({
    id,
    hash: hashText(authored),
    authored,
    kind: fileKind(id),
    typescript: typeScriptOptions(id),
    statements: false,
    displayMapFile: `${id}.map`,
  });
  if (skipped) {
    process.stderr.write(`${diagnosticsText([skipped])}\n`);
    return 2;
  }
  const map = Buffer.from(displayMap).toString('base64');
  const text = code.slice(0, code.lastIndexOf('\n//# sourceMappingURL='));
  process.stdout.write(`${text}\n//# sourceMappingURL=data:application/json;base64,${map}\n`);
  return 0;
}
