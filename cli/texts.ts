import { relative, sep } from 'node:path';
import type { Diagnostic } from '../protocol/diagnostics.js';
import type { UpdatePlan } from '../protocol/plan.js';
import type {
  ApplyResult,
  StackFrame,
  StackResult,
  SuspendedActivation,
  ThreadStack,
} from '../protocol/results.js';
import type { SessionRecord } from '../protocol/session.js';
import { membersText } from '../runtime-agent/update/type-questions.js';

/** A path as a person here would write it. */
export function shortPath(file: string, cwd = process.cwd()): string {
  const short = relative(cwd, file);
  return short === '' || short.startsWith(`..${sep}..`) || short.length > file.length
    ? file
    : short;
}

function place(file: string, line: number, column?: number): string {
  return `${shortPath(file)}:${line}${column === undefined ? '' : `:${column}`}`;
}

/** Columns of equal width, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  }
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

export function diagnosticsText(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, severity, file, line, message, hint }) => {
      const where = file === null ? '' : `${line === null ? shortPath(file) : place(file, line)}: `;
      const text = `${where}${severity} ${code}: ${message}`;
      return hint === '' ? text : `${text}\n    ${hint}`;
    })
    .join('\n');
}

/** What has become of types, as a person reads it. */
export function typesText({ types }: UpdatePlan): string {
  if (!types) return '';
  const lines = types.entries.flatMap((entry) => {
    const { name, file, line, asks, roots, override } = entry;
    const decided =
      override === undefined ? '' : 'keep' in override ? '; kept' : '; values are transformed';
    return [
      `  ${asks ? '? ' : ''}${name} (${place(file, line)}): ${membersText(entry)}${decided}`,
      ...roots.map((root) => `      ${root}`),
    ];
  });
  return ['types', ...lines].join('\n');
}

function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

export function applyText(result: ApplyResult): string {
  const { outcome, version, pauseMs, totalMs, threads, diagnostics } = result;
  const heads = {
    applied: `Applied: version ${version} runs (paused for ${milliseconds(pauseMs)}, ${milliseconds(totalMs)} in all).`,
    'nothing-to-do': `Nothing to do: version ${version} is what lies on disk.`,
    refused: `Refused: nothing was changed, version ${version} goes on.`,
    'rolled-back': `Rolled back: version ${version} goes on as before.`,
  };
  const lines = [heads[outcome]];
  for (const thread of threads) {
    const parts = [
      `${count(thread.framesRebuilt, 'frame')} rebuilt`,
      ...(thread.framesDeferred > 0 ? [`${thread.framesDeferred} deferred`] : []),
      ...(thread.activationsPending > 0
        ? [`${count(thread.activationsPending, 'activation')} pending`]
        : []),
    ];
    lines.push(`  ${thread.name}: ${parts.join(', ')}`);
  }
  if (diagnostics.length > 0) lines.push(diagnosticsText(diagnostics));
  return lines.join('\n');
}

function frameRow({ function: name, file, line, column, version }: StackFrame): string[] {
  const runs = version === null ? '' : `v${version}`;
  return ['   ', name === '' ? '(top level)' : name, runs, place(file, line, column)];
}

function activationRow(activation: SuspendedActivation): string[] {
  const [indent = '', name = '', runs = '', where = ''] = frameRow(activation);
  const times = activation.count > 1 ? `×${activation.count}` : '';
  return [indent, name, runs, where, activation.kind, times];
}

/** One thread's stack as lines. */
export function threadText(thread: ThreadStack): string {
  const { id, name, state, frames, truncated, activations, reason } = thread;
  const title = name === `worker ${id}` || id === 0 ? name : `${name} (worker ${id})`;
  const lines = [`${title}: ${reason ?? state}`];
  if (frames.length > 0) lines.push(table(frames.map(frameRow)));
  if (truncated) lines.push('    …');
  if (activations.length > 0) {
    lines.push('  suspended:', table(activations.map(activationRow)));
  }
  return lines.join('\n');
}

export function stackText({ session, version, threads }: StackResult): string {
  return [`${session}: version ${version}`, ...threads.map(threadText)].join('\n');
}

export function sessionsText(sessions: readonly SessionRecord[], now = Date.now()): string {
  if (sessions.length === 0) return 'No session is running.';
  const rows = sessions.map(({ name, pid, entry, started }) => [
    name,
    String(pid),
    age(now - Date.parse(started)),
    shortPath(entry),
  ]);
  return table([['NAME', 'PID', 'AGE', 'PROGRAM'], ...rows]);
}

function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
