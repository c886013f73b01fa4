import type { UpdatePlan } from '../../../protocol/plan.js';
import type { Fix } from '../analysis/types.js';

/** A question of a plan that types have put there, with the decisions that it leaves open. */
export interface TypedEntry {
  code: 'RS1222' | 'RS1223';
  /** The author's, from 1. */
  line: number;
  fix: Fix;
}

/** Those of one document. */
export function typedEntries(file: string, { modules, types }: UpdatePlan): TypedEntry[] {
  const module = modules.find((item) => item.file === file);
  const bindings = (module?.bindings ?? []).flatMap((entry): TypedEntry[] => {
    const { name, line, skeleton = null } = entry;
    if (!entry.types || entry.override) return [];
    return [{ code: 'RS1223', line, fix: { kind: 'binding', name, skeleton } }];
  });
  const variables = (module?.variables ?? []).flatMap((entry): TypedEntry[] => {
    const { function: fn, name, line } = entry;
    if (!entry.types || entry.override) return [];
    return [{ code: 'RS1223', line, fix: { kind: 'kept', function: fn, name } }];
  });
  const named = (types?.entries ?? []).flatMap((entry): TypedEntry[] => {
    const { name, line, skeleton = null } = entry;
    if (entry.file !== file || entry.override) return [];
    return [{ code: 'RS1222', line, fix: { kind: 'type', name, skeleton } }];
  });
  return [...bindings, ...variables, ...named];
}
