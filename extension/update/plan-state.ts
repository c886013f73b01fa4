import type { ModulePlan, UpdatePlan } from '../../protocol/plan.js';

/** Whether somebody has decided something in a plan. */
export function hasDecisions({ modules, types }: UpdatePlan): boolean {
  if (types?.entries.some(({ override }) => override !== undefined) === true) return true;
  return modules.some(
    ({ functions, points, ranges, variables, classes, bindings, statements }) =>
      ranges.length > 0 ||
      [functions, points, variables, classes, bindings, statements].some((entries) =>
        entries.some(({ override }) => override !== undefined),
      ),
  );
}

/** How many entries of a plan wait for an answer that an activation depends on. */
export function openEntries({ modules }: UpdatePlan): number {
  return modules.reduce((sum, module) => sum + openIn(module), 0);
}

function openIn({ points, functions }: ModulePlan): number {
  const isOpen = (entry: { asks: boolean; override?: unknown }): boolean =>
    entry.asks && entry.override === undefined;
  const active = points.filter(({ activations }) => activations > 0);
  const isActive = (path: string | undefined): boolean =>
    active.some(({ from }) => from.function === path);
  return (
    active.filter(isOpen).length +
    functions.filter((entry) => isOpen(entry) && isActive(entry.old)).length
  );
}
