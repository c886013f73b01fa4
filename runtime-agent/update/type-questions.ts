import { existsSync, readFileSync } from 'node:fs';
import {
  planDoesNotFit,
  RestitchError,
  typeNeedsTransformer,
  typeOfVariableChanged,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import { sourceHash } from '../../protocol/source-hash.js';
import type { TypeEntry, UpdatePlan } from '../../protocol/plan.js';

/** What a plan asks because of types, as far as nothing has been decided. */
export function typeQuestions({ modules, types }: UpdatePlan): Diagnostic[] {
  const variables = modules.flatMap(({ file, variables: own, bindings }) => [
    ...own.map(({ function: fn, ...entry }) => ({ file, ...entry, name: `${entry.name} (${fn})` })),
    ...bindings.map((entry) => ({ file, ...entry, asks: entry.asks === true })),
  ]);
  return [
    ...variables.flatMap(({ file, line, name, asks, types: change, override }) =>
      change && asks && !override
        ? [typeOfVariableChanged({ file, line }, name, change.old, change.now)]
        : [],
    ),
    ...(types?.entries ?? []).flatMap((entry) => {
      const { file, line, name, asks, override, roots } = entry;
      return asks && !override
        ? [typeNeedsTransformer({ file, line }, name, membersText(entry), roots)]
        : [];
    }),
  ];
}

/**
 * Checks what a plan says of types: that it is about the files as they are, and leaves nothing open.
 *
 * @throws RestitchError RS1212, and RS1222 and RS1223 unless the proposed answers are accepted
 */
export function checkTypes(plan: UpdatePlan, isAccepted: boolean): void {
  const problems: Diagnostic[] = [];
  for (const { file, to } of plan.types?.entries ?? []) {
    const isSame = existsSync(file) && sourceHash(readFileSync(file, 'utf8')) === to;
    if (!isSame) problems.push(planDoesNotFit({ file }, `it was made for another text of ${file}`));
  }
  if (!isAccepted) problems.push(...typeQuestions(plan));
  const [first, ...more] = problems;
  if (first) throw new RestitchError(first, ...more);
}

export function membersText({ members }: TypeEntry): string {
  return members
    .map(({ name, change, old, now }) => {
      if (change === 'retyped') return `${name}: ${old ?? ''} → ${now ?? ''}`;
      return `${change === 'added' ? '+' : '-'}${name}`;
    })
    .join(', ');
}
