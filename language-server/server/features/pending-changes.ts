import {
  pendingChangesChanged,
  pendingChangesRequest,
  type PendingChange,
} from '../../../protocol/lsp/index.js';
import type { Diagnostic } from '../../../protocol/diagnostics.js';
import { errorsThat, meaningOf } from '../../../protocol/meanings.js';
import type { ModuleView } from '../analysis/types.js';
import type { Comparison, Side } from '../comparison/comparisons.js';
import { origin } from '../positions.js';
import { answering } from '../requests.js';
import type { Feature } from './feature.js';
import { openQuestions } from './open-questions.js';

/** The list of what an update would change. */
export const pendingChangesFeature: Feature = {
  register(context) {
    const { connection, comparisons, sessions } = context;
    connection.onRequest(
      pendingChangesRequest,
      answering(async (params) => {
        const compared = await comparisons.allSettled();
        const name = params?.session;
        return compared
          .flatMap(pendingIn)
          .filter(({ session }) => name === undefined || session === name);
      }),
    );
    let shown = '[{},[]]';
    comparisons.onSettled(() => {
      const counts: Record<string, number> = {};
      for (const { name } of sessions.all()) counts[name] = 0;
      const pending = comparisons.all().flatMap(pendingIn);
      for (const { session } of pending) counts[session] = (counts[session] ?? 0) + 1;
      // An answer changes no count.
      const text = JSON.stringify([counts, pending]);
      if (text === shown) return;
      shown = text;
      void connection.sendNotification(pendingChangesChanged, { counts });
    });
  },
};

type Described = Omit<PendingChange, 'session' | 'uri'>;

/** The pending changes of a file, for each session. */
export function pendingIn({ uri, sides }: Comparison): PendingChange[] {
  return [...sides.values()].flatMap((side) =>
    pendingOf(side).map((change) => ({ session: side.session.name, uri, ...change })),
  );
}

/** Of a text that cannot be read, the changes of the one before say nothing. */
function pendingOf({ view, problem }: Side): Described[] {
  if (problem) return [obstacle(problem.diagnostic)];
  if (!view) return [];
  const found = view.findings.map(({ diagnostic }) => diagnostic);
  return [...changesOf(view), ...errorsThat(found, 'unsupported').map(obstacle)];
}

function obstacle(diagnostic: Diagnostic): Described {
  const { message, line, code } = diagnostic;
  const change = meaningOf(diagnostic);
  const about = { name: message, change, reason: `${message} (${code})` };
  return { ...quiet, ...about, kind: 'obstacle', range: line === null ? origin : atLine(line) };
}

const quiet = { frames: 0, suspended: 0, questions: 0, reason: '' };

function atLine(line: number): PendingChange['range'] {
  const at = { line: line - 1, character: 0 };
  return { start: at, end: at };
}

function changesOf(view: ModuleView): Described[] {
  const open = openQuestions(view.questions);
  const take = (label = ''): number => {
    const count = open.get(label) ?? 0;
    open.delete(label);
    return count;
  };
  const changes = listChanges(view, take);
  // Of code that is no function's, such as the module's own loop.
  const [first] = changes;
  if (first) for (const count of open.values()) first.questions += count;
  return changes;
}

/** @param take Gives the number of questions about a function, once. */
function listChanges(
  { plan, functions }: ModuleView,
  take: (label: string | undefined) => number,
): Described[] {
  const changedFunctions = functions.flatMap(({ entry, isOwn, name, frames, suspended }) => {
    if (!isOwn) return [];
    const { change, reason } = entry;
    const questions = take(entry.old) + take(entry.now);
    const shown = entry.now ?? entry.old ?? '';
    const range = name ?? origin;
    const counts = { frames, suspended, questions };
    return [{ range, kind: 'function' as const, name: shown, change, reason, ...counts }];
  });
  return [
    ...changedFunctions,
    ...plan.classes.map(({ now, old, line, change }) => ({
      ...quiet,
      kind: 'class' as const,
      name: now ?? old ?? '',
      range: now === undefined ? origin : atLine(line),
      change,
    })),
    ...plan.bindings.map(({ name, line, change, reason }) => ({
      ...quiet,
      kind: 'binding' as const,
      name,
      range: change === 'removed' ? origin : atLine(line),
      change,
      reason,
    })),
    ...plan.statements.map(({ text, line, change, reason }) => ({
      ...quiet,
      kind: 'statement' as const,
      name: text,
      range: change === 'removed' ? origin : atLine(line),
      change,
      reason,
    })),
    ...plan.imports.map((item) => ({ ...quiet, ...item, kind: 'import' as const, range: origin })),
    ...plan.exports.map((item) => ({ ...quiet, ...item, kind: 'export' as const, range: origin })),
  ];
}
