import type { Diagnostic } from '../../protocol/diagnostics.js';
import type { UpdateNotice } from '../../protocol/baseline.js';
import type { UpdatePlan } from '../../protocol/plan.js';
import type { ApplyResult } from '../../protocol/results.js';

/** Frames of changed functions that an update has left where they wait. */
export const framesDeferred = ({ threads }: Pick<ApplyResult, 'threads'>): number =>
  threads.reduce((sum, thread) => sum + thread.framesDeferred, 0);

/** Frames that an update has moved to new code, in all threads. */
export function framesMoved({ threads }: Pick<ApplyResult, 'threads'>): number {
  return threads.reduce((sum, { framesRebuilt }) => sum + framesRebuilt, 0);
}

/** Names of the functions that a plan changes. */
export function functionsOf(plan: UpdatePlan): string[] {
  return plan.modules.flatMap(({ functions }) =>
    functions.map(({ now, old }) => now ?? old ?? '').filter((name) => name !== ''),
  );
}

/** A duration in milliseconds as it is shown. */
export function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** The last part of a path, on any platform. */
export const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

/** How many names are written out. */
const SHOWN = 6;

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;

/**
 * One line about an update, for the log.
 *
 * @param plan What it was made by, where that is known.
 */
export function updateLine(session: string, notice: UpdateNotice, plan?: UpdatePlan): string {
  const { kind, outcome, version, files, result } = notice;
  const deferred = framesDeferred(result);
  const pending = result.threads.reduce((sum, thread) => sum + thread.activationsPending, 0);
  const functions = plan ? functionsOf(plan) : [];
  const parts = [
    `${session} v${version}`,
    `${kind} ${outcome}`,
    ...(files.length > 0 ? [`files: ${listed(files.map(baseName))}`] : []),
    ...(functions.length > 0 ? [`functions: ${listed(functions)}`] : []),
    ...(outcome === 'applied' ? [`frames moved: ${framesMoved(result)}`] : []),
    ...(deferred > 0 ? [`deferred: ${deferred}`] : []),
    ...(pending > 0 ? [`suspended: ${pending}`] : []),
    ...(outcome === 'applied' ? [`pause: ${milliseconds(result.pauseMs)}`] : []),
    `total: ${milliseconds(result.totalMs)}`,
  ];
  return parts.join(' | ');
}

/**
 * A diagnostic as a line of the log.
 *
 * @param documentation Address of the page of diagnostics.
 */
export function diagnosticLine(one: Diagnostic, documentation: string): string {
  const { code, file, line, message, hint } = one;
  const where = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
  const what = hint === '' ? message : `${message} ${hint}`;
  return `${code} ${where}${what} ${documentation}#${code.toLowerCase()}`;
}
