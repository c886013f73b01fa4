import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  carryOverrides,
  overridesIn,
  planClosures,
  planModule,
  withInferred,
  type ActivePlace,
} from '../../language-server/planning/index.js';
import { nextPoint } from '../../program-model/model/index.js';
import type { ActiveStatement } from '../../protocol/baseline.js';
import {
  cannotGenerate,
  planCode,
  RestitchError,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import {
  PLAN_FORMAT,
  type ModulePlan,
  type Transformer,
  type UpdatePlan,
} from '../../protocol/plan.js';
import { planClasses } from '../update/classes.js';
import { closureNeeds, lackingClosures, type LackingClosure } from '../update/closures.js';
import type { Planner } from '../update/director.js';
import { checkDecisions } from '../update/plan-checks.js';
import { stateIn, type Candidate, type CompileTransformer } from '../update/plan-decisions.js';
import { judgeModules, type ActiveFrame } from '../update/questions.js';
import { planTop } from '../update/top-level.js';
import type { ModuleLoader } from '../loader/module-loader.js';
import type { AcrossModules } from './across-modules.js';
import type { Change, Sources } from './update-sources.js';

/** How a session compiles the transformers of a plan that lies in `planFile`. */
export function transformerCompiler(
  loader: ModuleLoader,
  planFile: string | undefined,
): CompileTransformer {
  const compile = (file: string, text: string): ReturnType<CompileTransformer> => {
    const code = loader.compileTransformer(file, text);
    return { code, hasBack: /^\s*back: \(\) =>/m.test(code) };
  };
  return (transformer: Transformer) => {
    if (!('file' in transformer)) {
      const { transform, back } = transformer;
      const way = back === undefined ? '' : `\nexport const back = (${back}\n);`;
      return compile(planFile ?? '', `export const transform = (${transform}\n);${way}`);
    }
    const file = resolve(dirname(planFile ?? ''), transformer.file);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      throw new RestitchError(planCode({ file }, 'a transformer', (error as Error).message));
    }
    return compile(file, text);
  };
}

/** What is known of a change before any thread has stopped. */
export function judgeChanges(changes: readonly Change[]): Diagnostic[] {
  const steps = changes.map(({ step }) => step);
  return [
    ...judgeModules(steps),
    ...steps.flatMap((step) => planClasses(step).flatMap(({ diagnostics }) => diagnostics)),
    ...steps.flatMap((step) => planTop(step).diagnostics),
  ];
}

/** Frames whose new code cannot be made. */
export function judgeCode(planner: Planner, frames: readonly ActiveFrame[]): Diagnostic[] {
  return frames.flatMap(({ id, hash, fn, key }) => {
    const route = planner.lineage(id).route(hash, fn, key);
    if (!route || route.fn < 0) return [];
    try {
      planner.continuation(id, hash, fn, key);
      return [];
    } catch (error) {
      return [cannotGenerate({ file: id }, error instanceof Error ? error.message : String(error))];
    }
  });
}

export interface PlanWork {
  sources: Sources;
  planner: Planner;
  candidates: readonly Candidate[];
  /** Where activations stand in the running version. */
  active: readonly ActiveStatement[];
  /** A plan whose decisions are carried over. */
  earlier: UpdatePlan | undefined;
  compile: CompileTransformer;
  /** Which of some functions exist in the program. */
  existing: (closures: readonly LackingClosure[]) => Promise<LackingClosure[]>;
}

export interface Planned {
  plan: UpdatePlan;
  /** With the decisions of the earlier plan; the caller takes them back. */
  changes: Change[];
  /** Decisions of the earlier plan that do not fit any more. */
  diagnostics: Diagnostic[];
}

/**
 * Writes the plan of an update. Entries say what is inferred without any decision; what follows from
 * a decision about a frame, such as other new variables, is there too.
 */
export async function makePlan(work: PlanWork): Promise<Planned> {
  const planned: Planned = {
    plan: { format: PLAN_FORMAT, modules: [] },
    changes: [],
    diagnostics: [],
  };
  const across = work.sources.compare(work.candidates);
  for (const candidate of work.candidates) {
    planned.plan.modules.push(await planCandidate(work, candidate, planned, across));
  }
  work.sources.relate(across, planned.changes);
  return planned;
}

async function planCandidate(
  work: PlanWork,
  candidate: Candidate,
  { changes, diagnostics }: Planned,
  across: AcrossModules,
): Promise<ModulePlan> {
  const { sources, planner, earlier, compile } = work;
  const { from, to, hashes } = candidate;
  const lines = { old: from.lines, now: to.lines };
  const input = {
    file: to.source.id,
    ...hashes,
    active: activePlaces(candidate, work.active),
    lines,
    elsewhere: across.elsewhereOf(candidate),
  };
  const bare = sources.advance(candidate, across.optionsFor(candidate));
  changes.push(bare);
  const inferred = planModule(bare.step.correspondence, input);
  const lacking = await work.existing(lackingClosures(planner.units, bare.lineage));
  const needs = closureNeeds(lacking, to.source.id);
  inferred.variables.push(...planClosures(to.model, needs, to.lines));
  const known = earlier?.modules.find(({ file }) => to.source.id.endsWith(file));
  if (!known) return inferred;
  const module = carryOverrides(known, inferred);
  const problems = checkDecisions(module, candidate);
  diagnostics.push(...problems);
  if (problems.length > 0) return module;
  changes.pop();
  bare.lineage.pop();
  planner.reset();
  const overrides = overridesIn(module);
  const decided = { overrides, decisions: stateIn(module, compile) };
  const change = sources.advance(candidate, across.optionsFor(candidate, decided));
  changes.push(change);
  const { variables } = planModule(change.step.correspondence, input);
  const followed = { ...inferred, variables: withInferred(variables, inferred.variables) };
  return carryOverrides(known, followed);
}

function activePlaces({ from }: Candidate, active: readonly ActiveStatement[]): ActivePlace[] {
  const places = new Map<string, ActivePlace>();
  for (const { file, hash, fn: index, point: key, offset, state, count } of active) {
    const fn = from.model.functions[index];
    if (file !== from.source.id || hash !== from.hash || !fn) continue;
    const point = fn.points.find((candidate) => candidate.key === key) ?? nextPoint(fn, offset);
    if (!point) continue;
    const name = `${index} ${point.key}`;
    const suspended = state === 'suspended' ? count : 0;
    const known = places.get(name);
    places.set(name, {
      fn: index,
      point,
      activations: (known?.activations ?? 0) + count,
      suspended: (known?.suspended ?? 0) + suspended,
    });
  }
  return [...places.values()];
}
