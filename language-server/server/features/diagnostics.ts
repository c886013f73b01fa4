import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Diagnostic as Told, Severity } from '../../../protocol/diagnostics.js';
import type { Comparison, Side } from '../comparison/comparisons.js';
import type { ServerContext } from '../context.js';
import type { Feature } from './feature.js';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Tells what will not take effect and what needs a decision; where a text does not parse, that. */
export const diagnosticsFeature: Feature = {
  register(context) {
    const published = new Set<string>();
    context.comparisons.onSettled((comparison) => {
      const diagnostics = diagnosticsOf(comparison, context);
      const { uri, version } = comparison;
      if (diagnostics.length === 0 && !published.has(uri)) return;
      if (diagnostics.length === 0) published.delete(uri);
      else published.add(uri);
      void context.connection.sendDiagnostics({
        uri,
        diagnostics,
        ...(version === null ? {} : { version }),
      });
    });
  },
};

/** What several sessions say of a document alike is said once. */
function diagnosticsOf({ sides }: Comparison, context: ServerContext): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const side of sides.values()) {
    for (const diagnostic of ofSide(side, context)) {
      found.set(
        JSON.stringify([diagnostic.code, diagnostic.range, diagnostic.message]),
        diagnostic,
      );
    }
  }
  return [...found.values()];
}

function ofSide({ view, problem }: Side, { documentation }: ServerContext): Diagnostic[] {
  const shown = (told: Told, range: Diagnostic['range']): Diagnostic => ({
    range,
    severity: severities[told.severity],
    code: told.code,
    codeDescription: { href: `${documentation}#${told.code.toLowerCase()}` },
    source: 'restitch',
    message: told.hint === '' ? told.message : `${told.message}\n${told.hint}`,
  });
  if (problem) {
    const line = (problem.diagnostic.line ?? 1) - 1;
    const start = { line, character: problem.column };
    return [shown(problem.diagnostic, { start, end: { line, character: problem.column + 1 } })];
  }
  return (view?.findings ?? []).map(({ diagnostic, range }) => shown(diagnostic, range));
}
