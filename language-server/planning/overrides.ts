import type {
  BindingEntry,
  ClassEntry,
  FrameChoice,
  ModulePlan,
  StatementEntry,
  UpdatePlan,
} from '../../protocol/plan.js';
import type { CorrespondenceOverrides } from '../inference/index.js';

/** The decisions in a module's plan, as the inference takes them. */
export function overridesIn(plan: ModulePlan): CorrespondenceOverrides {
  const functions: Record<string, string | null> = {};
  for (const { old, override } of plan.functions) {
    if (old !== undefined && override !== undefined) functions[old] = override.now;
  }
  const points: Record<string, Record<string, FrameChoice>> = {};
  for (const { from, override } of plan.points) {
    if (override !== undefined) (points[from.function] ??= {})[from.at] = override;
  }
  const variables: Record<string, Record<string, string>> = {};
  for (const { function: fn, name, override } of plan.variables) {
    if (override !== undefined) (variables[fn] ??= {})[name] = override.value;
  }
  const ranges = plan.ranges.map(({ function: fn, within, override }) => ({
    function: fn,
    within,
    choice: override,
  }));
  return { functions, points, ranges, variables };
}

/**
 * Takes the decisions of an earlier plan over into a later one of the same module: beside the
 * entries that they were made for, found again by path, code and name. A decision whose entry is no
 * longer there is dropped.
 */
export function carryOverrides(earlier: ModulePlan, later: ModulePlan): ModulePlan {
  return {
    ...later,
    functions: carried(
      earlier.functions,
      later.functions,
      ({ old, now }) => `${old ?? ''} ${old === undefined ? (now ?? '') : ''}`,
    ),
    ranges: earlier.ranges,
    points: carried(earlier.points, later.points, ({ from }) => `${from.function} ${from.at}`),
    variables: carried(earlier.variables, later.variables, (v) => `${v.function} ${v.name}`),
    classes: carried<ClassEntry>(
      earlier.classes,
      later.classes,
      ({ old, now }) => `${old ?? ''} ${old === undefined ? (now ?? '') : ''}`,
    ),
    bindings: carried<BindingEntry>(
      earlier.bindings,
      later.bindings,
      (b) => `${b.change} ${b.name}`,
    ),
    statements: carried<StatementEntry>(
      earlier.statements,
      later.statements,
      (s) => `${s.change} ${s.text}`,
    ),
  };
}

/** Variables as they are inferred; those that decisions have brought in beside them. */
export function withInferred(
  decided: ModulePlan['variables'],
  inferred: ModulePlan['variables'],
): ModulePlan['variables'] {
  const name = (entry: ModulePlan['variables'][number]): string =>
    `${entry.function} ${entry.name}`;
  const known = new Map(inferred.map((entry) => [name(entry), entry]));
  const kept = decided.map((entry) => known.get(name(entry)) ?? entry);
  const names = new Set(kept.map(name));
  return [...kept, ...inferred.filter((entry) => !names.has(name(entry)))];
}

/** The same for all modules of a plan, by file. */
export function carryPlanOverrides(earlier: UpdatePlan, later: UpdatePlan): UpdatePlan {
  const before = new Map(earlier.modules.map((module) => [module.file, module]));
  const modules = later.modules.map((module) => {
    const known = before.get(module.file);
    return known === undefined ? module : carryOverrides(known, module);
  });
  return { ...later, modules };
}

function carried<E extends { override?: unknown; asks?: boolean | undefined }>(
  earlier: readonly E[],
  later: readonly E[],
  key: (entry: E) => string,
): E[] {
  const decided = new Map<string, E>();
  for (const entry of earlier) if (entry.override !== undefined) decided.set(key(entry), entry);
  return later.map((entry) => {
    const decision = decided.get(key(entry));
    if (decision === undefined) return entry;
    const answered = entry.asks === true ? { asks: false } : {};
    return { ...entry, ...answered, override: decision.override };
  });
}
