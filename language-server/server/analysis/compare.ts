import type { ModulePlan } from '../../../protocol/plan.js';
import { sourceHash } from '../../../protocol/source-hash.js';
import { closureNeeds, lackingClosures } from '../../../runtime-agent/update/closures.js';
import { Lineage } from '../../../runtime-agent/update/lineage.js';
import { checkDecisions } from '../../../runtime-agent/update/plan-checks.js';
import { UnitFactory } from '../../../runtime-agent/update/units.js';
import {
  inferCorrespondence,
  type Correspondence,
  type InferenceOptions,
} from '../../inference/index.js';
import {
  carryOverrides,
  overridesIn,
  planClosures,
  planModule,
  withInferred,
  type ClosureNeed,
  type PlanInput,
} from '../../planning/index.js';
import { activePlaces, activeViews, landingOf, type ActiveAt } from './active.js';
import type { Checkpoint } from './analyse.js';
import { mayLackVariables } from './captures.js';
import type { Around } from './changed-program.js';
import { findFindings } from './findings.js';
import { functionViews, variableViews, type Sides } from './functions.js';
import { findHunks } from './hunks.js';
import { reviewOf } from './review.js';
import type { AnalysisRequest, ModuleView } from './types.js';

/** Compares two texts of a module that differ. */
export async function compare(
  { base, authored, decided, review, active: statements }: AnalysisRequest,
  sides: Sides,
  active: ActiveAt[],
  around: Around | undefined,
  checkpoint: Checkpoint,
): Promise<ModuleView> {
  const { old, now } = sides;
  const own = around?.program.files.find((file) => file.now === base.file);
  const inferred = own?.correspondence ?? inferCorrespondence(old.model, now.model);
  await checkpoint();
  const places = activePlaces(active);
  const hashes = { from: sourceHash(base.authored), to: sourceHash(authored) };
  const lines = { old: old.map.lineOf, now: now.map.lineOf };
  const elsewhere = around?.elsewhere;
  const input = { file: base.file, ...hashes, active: places, lines, elsewhere };
  const bare = planModule(inferred, input);
  const needs = closuresLacking(inferred, sides);
  const closures = planClosures(now.model, needs, now.map.lineOf);
  bare.variables.push(...closures);
  await checkpoint();
  const { plan, variables, points, c, problems } = withDecisions({
    bare,
    inferred,
    decided,
    sides,
    input,
    apart: own?.elsewhere,
  });
  const asked = { ...plan, variables: [...variables, ...closures] };
  const open = decided ? carryOverrides(decided, asked) : plan;
  const landings = places.map(({ fn, point }) => landingOf(c.mapPoint(fn, point), now));
  await checkpoint();
  const hunks = findHunks(base.authored, authored);
  const functions = functionViews(plan.functions, sides, active);
  return {
    isChanged: true,
    plan,
    // What is decided about functions leads their activations elsewhere.
    questions: decided ? carryOverrides(decided, { ...plan, points }) : plan,
    functions,
    active: activeViews(active, c, old, now),
    variables: variableViews(c, sides),
    findings: findFindings({ plan: open, sides, functions, hunks, landings, needs }),
    problems,
    hunks,
    ...(review === true && { review: reviewOf({ statements, sides, c, plan }) }),
    others: around?.others ?? {},
  };
}

interface Decided {
  plan: ModulePlan;
  /** What is asked when they are. */
  variables: ModulePlan['variables'];
  points: ModulePlan['points'];
  /** What corresponds when the decisions are followed. */
  c: Correspondence;
  /** Decisions that cannot be carried out. */
  problems: ModuleView['problems'];
}

interface Deciding {
  bare: ModulePlan;
  inferred: Correspondence;
  decided: ModulePlan | undefined;
  sides: Sides;
  input: PlanInput;
  /** Code that is another file's. */
  apart: InferenceOptions['elsewhere'] | undefined;
}

/** The plan says what is inferred, with the decisions beside it; what follows from them is there too. */
function withDecisions({ bare, inferred, decided, sides, input, apart }: Deciding): Decided {
  const { old, now } = sides;
  const { points: inPlan } = bare;
  if (!decided) return { plan: bare, variables: [], points: inPlan, c: inferred, problems: [] };
  const plan = carryOverrides(decided, bare);
  const hashes = { from: input.from, to: input.to };
  const problems = checkDecisions(plan, { from: old.version, to: now.version, hashes });
  if (problems.length > 0) return { plan, variables: [], points: inPlan, c: inferred, problems };
  const overrides = overridesIn(plan);
  const c = inferCorrespondence(old.model, now.model, {
    overrides,
    ...(apart && { elsewhere: apart }),
  });
  const { variables, points } = planModule(c, input);
  const followed = { ...bare, variables: withInferred(variables, bare.variables) };
  return { plan: carryOverrides(decided, followed), variables, points, c, problems };
}

/** Variables that functions made before the update would lack, if there are such functions. */
function closuresLacking(c: Correspondence, { old, now }: Sides): ClosureNeed[] {
  if (!mayLackVariables(c)) return [];
  const lineage = new Lineage(old.version);
  lineage.push(now.version, { correspondence: c });
  return closureNeeds(lackingClosures(new UnitFactory(), lineage), now.version.source.id);
}
