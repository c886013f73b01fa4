import type { Diagnostic } from '../../protocol/diagnostics.js';
import type { ThreadResult } from '../../protocol/results.js';
import { baseName, functionsOf, milliseconds } from '../output/update-line.js';
import type { LiveSession, SeenUpdate } from '../sessions/live-session.js';

type Reported = Pick<LiveSession, 'name' | 'record' | 'updates'>;

/** A session and its updates as a Markdown document. */
export function updateReport({ name, record, updates }: Reported): string {
  const { entry, pid, node, started } = record;
  return [
    `# Updates of ${name}`,
    '',
    `Program \`${entry}\`, process ${pid}, Node ${node}, started ${started}.`,
    ...updates.flatMap((update) => ['', ...section(update)]),
    '',
  ].join('\n');
}

function section({ entry, notice, plan }: SeenUpdate): string[] {
  const { version, kind, time, changes, pauseMs, framesRebuilt } = entry;
  const functions = plan ? functionsOf(plan) : [];
  const head = [`## Version ${version}: ${kind}, ${time}`, ''];
  if (kind === 'start') return [...head, 'As it was loaded.'];
  return [
    ...head,
    `Paused for ${milliseconds(pauseMs)}; ${framesRebuilt} frames moved.`,
    '',
    ...changes.map(({ file, from, to }) => `- \`${file}\`: ${short(from)} → ${short(to)}`),
    ...(functions.length > 0 ? ['', `Functions: ${functions.map(code).join(', ')}.`] : []),
    ...(notice ? threadRows(notice.result.threads) : []),
    ...(notice ? diagnosticRows(notice.diagnostics) : []),
  ];
}

const code = (name: string): string => `\`${name}\``;
const short = (hash: string): string => code(hash.slice(0, 12));

function threadRows(threads: readonly ThreadResult[]): string[] {
  if (threads.length === 0) return [];
  const rows = threads.map(
    ({ name, framesRebuilt, framesDeferred, activationsPending }) =>
      `| ${name} | ${framesRebuilt} | ${framesDeferred} | ${activationsPending} |`,
  );
  const head = ['| thread | frames moved | deferred | suspended |', '| --- | --- | --- | --- |'];
  return ['', ...head, ...rows];
}

function diagnosticRows(diagnostics: readonly Diagnostic[]): string[] {
  if (diagnostics.length === 0) return [];
  const rows = diagnostics.map(({ code: id, severity, file, line, message }) => {
    const place = file === null ? '' : ` ${baseName(file)}${line === null ? '' : `:${line}`}:`;
    return `- ${severity} ${id}:${place} ${message}`;
  });
  return ['', ...rows];
}
