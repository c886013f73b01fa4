import type { BindingEntry, ModulePlan, UpdatePlan, VariableEntry } from '../../protocol/plan.js';
import type { LineOf } from '../planning/index.js';
import type { Retyped } from './retyped.js';

/** Below any answer that is not asked about. */
const UNSURE = 0.5;

const reasonFor = ({ types }: Retyped): string =>
  `its value is ${types.old}, and its type is ${types.now} now`;

/** Says of a module's entries that their values do not fit their types. */
export function withRetyped(
  plan: ModulePlan,
  found: readonly Retyped[],
  lineOf: LineOf,
): ModulePlan {
  const active = new Set(
    plan.points.flatMap(({ from, to }) => [
      to?.file === undefined ? to?.function : undefined,
      from.function,
    ]),
  );
  let { bindings, variables } = plan;
  for (const entry of found) {
    if (entry.function === undefined) bindings = withBinding(bindings, entry, lineOf);
    else if (active.has(entry.function)) variables = withVariable(variables, entry, lineOf);
  }
  return { ...plan, bindings, variables };
}

function withBinding(
  list: readonly BindingEntry[],
  entry: Retyped,
  lineOf: LineOf,
): BindingEntry[] {
  const { name, was, types } = entry;
  const asked = {
    confidence: UNSURE,
    reason: reasonFor(entry),
    types,
    asks: true,
    skeleton: `(old: any /* ${types.old} */): any /* ${types.now} */ => old`,
  };
  const known = list.find((item) => item.name === name);
  if (known === undefined) {
    const change = was === name ? ('kept' as const) : ('renamed' as const);
    const from = was === name ? {} : { from: was };
    return [...list, { name, line: lineOf(entry.offset), change, ...from, ...asked }];
  }
  if (known.change !== 'kept' && known.change !== 'renamed') return [...list];
  return list.map((item) => (item === known ? { ...item, ...asked } : item));
}

function withVariable(
  list: readonly VariableEntry[],
  entry: Retyped,
  lineOf: LineOf,
): VariableEntry[] {
  const { function: fn = '', name, key, types } = entry;
  const known = list.find((item) => item.function === fn && item.name === name);
  if (known && known.from.kind !== 'kept') return [...list];
  const asked: VariableEntry = {
    function: fn,
    name,
    line: lineOf(entry.offset),
    from: { kind: 'kept', old: key },
    confidence: UNSURE,
    reason: reasonFor(entry),
    asks: true,
    types,
  };
  return [...list.filter((item) => item !== known), asked];
}

/** Takes the decisions about types over from an earlier plan. */
export function carryTypeDecisions(earlier: UpdatePlan, later: UpdatePlan): UpdatePlan {
  if (!later.types) return later;
  const known = new Map(
    earlier.types?.entries.map((entry) => [`${entry.file} ${entry.name}`, entry]),
  );
  const entries = later.types.entries.map((entry) => {
    const override = known.get(`${entry.file} ${entry.name}`)?.override;
    return override === undefined ? entry : { ...entry, asks: false, override };
  });
  return { ...later, types: { ...later.types, entries } };
}
