import type { Diagnostic } from '../../protocol/diagnostics.js';
import type { Step } from './lineage.js';

/** A plan as a person reads it: per module, what becomes of its functions, then the findings. */
export function describePlan(steps: readonly Step[], diagnostics: readonly Diagnostic[]): string {
  const lines: string[] = [];
  for (const { from, to, correspondence } of steps) {
    lines.push(to.source.id);
    for (const { old, now, changed, reason } of correspondence.functions) {
      const before = old === undefined ? undefined : nameOf(from.model.functions[old]?.path);
      const after = now === undefined ? undefined : nameOf(to.model.functions[now]?.path);
      if (before === undefined) lines.push(`  + ${after}`);
      else if (after === undefined) lines.push(`  - ${before}`);
      else if (before !== after) lines.push(`  ~ ${before} → ${after} (${reason})`);
      else if (changed) lines.push(`  ~ ${after}`);
    }
  }
  for (const { severity, code, message, line } of diagnostics) {
    lines.push(`${severity} ${code}${line === null ? '' : ` line ${line}`}: ${message}`);
  }
  return lines.join('\n');
}

const nameOf = (path: string | undefined): string =>
  path === undefined || path === '' ? '(module)' : path;
