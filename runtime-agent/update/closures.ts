import { functionLabel } from '../../language-server/inference/index.js';
import type { ClosureNeed } from '../../language-server/planning/index.js';
import { seesHostsAlone } from '../../program-model/emit/analysis.js';
import type { Variable } from '../../program-model/model/index.js';
import { closureLacks, planCode, type Diagnostic } from '../../protocol/diagnostics.js';
import type { FunctionsSought } from '../agent/closures.js';
import type { Planner } from './director.js';
import type { Lineage } from './lineage.js';
import type { UnitFactory } from './units.js';
import type { Version } from './versions.js';

/** Functions that may exist in the program, made by an old version, whose new code lacks variables. */
export interface LackingClosure {
  id: string;
  version: Version;
  fn: number;
  /** Index of the function in the newest version. */
  now: number;
  variables: Variable[];
}

/**
 * The nested functions whose new code uses variables of enclosing functions that the old did not. Only
 * what the newest step has changed can be new: the steps before were judged when they were made.
 */
export function lackingClosures(
  units: Pick<UnitFactory, 'lacks'>,
  lineage: Lineage,
): LackingClosure[] {
  const found: LackingClosure[] = [];
  const { newest } = lineage;
  for (const version of lineage.versions) {
    if (version === newest) continue;
    for (const fn of lineage.changedLast(version)) {
      if (fn.parent < 0) continue;
      const now = lineage.land(version.hash, fn.index);
      if (now?.version === newest && keepsNothing(newest, now.fn)) continue;
      const route = now && lineage.entry(version.hash, fn.index);
      const variables = route ? units.lacks(route) : [];
      if (!now || variables.length === 0) continue;
      found.push({ id: newest.source.id, version, fn: fn.index, now: now.fn, variables });
    }
  }
  return found;
}

/** Whether a function uses nothing of those around it that a closure has to keep. */
function keepsNothing({ model, analysis }: Version, index: number): boolean {
  const fn = model.functions[index];
  // What emission has to know of a bundle's own function takes long to find.
  if (fn && seesHostsAlone(model, fn, (around) => analysis.hosts.has(around))) return true;
  return analysis.info(index)?.free.length === 0;
}

/** How to look for them among a thread's functions (see agent/closures.ts). */
export const soughtAmong = (closures: readonly LackingClosure[]): FunctionsSought =>
  closures.map(({ version, fn }) => [
    `${version.analysis.names.prefix}${version.analysis.tag}_`,
    fn,
  ]);

/** What the developer is told about those that were found. */
export function judgeClosures(planner: Planner, found: readonly LackingClosure[]): Diagnostic[] {
  return found.flatMap(({ id, now, variables }) => {
    const { newest } = planner.lineage(id);
    const fn = newest.model.functions[now];
    if (!fn) return [];
    const place = newest.placeAt(fn.start);
    return variables.map((variable) => closureLacks(place, fn.path, variable.name));
  });
}

/** Values that a plan gives, for variables that several functions would have to share. */
export function judgeGiven(lineage: Lineage): Diagnostic[] {
  const step = lineage.steps.at(-1);
  const { newest } = lineage;
  return newest.model.functions.flatMap((fn) => {
    const given = step?.overrides?.variables?.[functionLabel(fn)];
    if (!given) return [];
    const free = newest.analysis.info(fn.index)?.free ?? [];
    return free.flatMap((variable) =>
      given[variable.name] !== undefined && variable.assigned
        ? [
            planCode(
              newest.placeAt(fn.start),
              variable.name,
              'it is assigned, and functions that have not kept it cannot share it',
            ),
          ]
        : [],
    );
  });
}

/** The same as entries of the plan of one module. */
export function closureNeeds(found: readonly LackingClosure[], id: string): ClosureNeed[] {
  const why = 'functions created before the update have not kept it';
  return found
    .filter((closure) => closure.id === id)
    .flatMap(({ now, variables }) => variables.map((variable) => ({ fn: now, variable, why })));
}
