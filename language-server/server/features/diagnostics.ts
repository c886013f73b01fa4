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
    const publish = ({ file, uri, version, sides }: Published): void => {
      const diagnostics = [
        ...diagnosticsOf(sides, context),
        ...context.types.questionsOf(file).map((told) => typeQuestion(told, file, context)),
      ];
      if (diagnostics.length === 0 && !published.has(uri)) return;
      if (diagnostics.length === 0) published.delete(uri);
      else published.add(uri);
      void context.connection.sendDiagnostics({
        uri,
        diagnostics,
        ...(version === null ? {} : { version }),
      });
    };
    context.comparisons.onSettled(publish);
    context.types.onFound((files) => {
      const known = new Map(context.comparisons.all().map((found) => [found.file, found]));
      for (const file of files) {
        const none = { file, uri: context.texts.uriOf(file), version: null, sides: new Map() };
        publish(known.get(file) ?? none);
      }
    });
  },
};

/** A file, compared or not. */
type Published = Pick<Comparison, 'file' | 'uri' | 'version' | 'sides'>;

/** Values of changed types: an update from the editor leaves them as they are, so this is a warning. */
function typeQuestion(told: Told, file: string, context: ServerContext): Diagnostic {
  const line = (told.line ?? 1) - 1;
  const text = context.texts.current(file)?.text.split(/\r?\n/)[line] ?? '';
  const start = { line, character: text.length - text.trimStart().length };
  const range = { start, end: { line, character: text.length } };
  return shown({ ...told, severity: 'warning' }, range, context);
}

/** What several sessions say of a document alike is said once. */
function diagnosticsOf(sides: Comparison['sides'], context: ServerContext): Diagnostic[] {
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

const shown = (
  told: Told,
  range: Diagnostic['range'],
  { documentation }: ServerContext,
): Diagnostic => ({
  range,
  severity: severities[told.severity],
  code: told.code,
  codeDescription: { href: `${documentation}#${told.code.toLowerCase()}` },
  source: 'restitch',
  message: told.hint === '' ? told.message : `${told.message}\n${told.hint}`,
});

function ofSide({ view, problem }: Side, context: ServerContext): Diagnostic[] {
  if (problem) {
    const line = (problem.diagnostic.line ?? 1) - 1;
    const start = { line, character: problem.column };
    const end = { line, character: problem.column + 1 };
    return [shown(problem.diagnostic, { start, end }, context)];
  }
  return (view?.findings ?? []).map(({ diagnostic, range }) => shown(diagnostic, range, context));
}
