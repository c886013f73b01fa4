import { ModuleSyntaxError } from '../../program-model/model/parse.js';
import { notInstrumented, sourceSyntax, type Diagnostic } from '../../protocol/diagnostics.js';

/** What the developer is told of a module that cannot be instrumented. */
export function whySkipped(error: unknown, id: string): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ModuleSyntaxError)) return notInstrumented({ file: id }, message);
  const { line, column } = error;
  const reason = message.replace(/^.*:\d+:\d+: /s, '');
  return sourceSyntax({ file: id, line }, `${reason} (column ${column + 1})`);
}
