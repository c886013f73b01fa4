import { ModuleSyntaxError } from '../../../program-model/model/index.js';
import { RestitchError } from '../../../protocol/diagnostics.js';
import type { ModulePlan } from '../../../protocol/plan.js';
import { sourceHash } from '../../../protocol/source-hash.js';
import { whySkipped } from '../../../runtime-agent/loader/compile.js';
import { inferCorrespondence } from '../../inference/index.js';
import { carryOverrides, overridesIn, planModule } from '../../planning/index.js';
import {
  activePlaces,
  activeViews,
  findActive,
  landingOf,
  unchangedViews,
  type ActiveAt,
} from './active.js';
import { findFindings } from './findings.js';
import { functionViews, variableViews } from './functions.js';
import { findHunks } from './hunks.js';
import { Models, type Modelled } from './models.js';
import type { AnalysisRequest, AnalysisResult, ModuleView } from './types.js';

/** Called between the steps of an analysis; throws when nobody waits for it any more. */
export type Checkpoint = () => Promise<void>;

/** Compares documents with what runs. Models of texts that have not changed are used again. */
export class Analysis {
  readonly #models = new Models();

  /** @throws what the checkpoint throws */
  async run(request: AnalysisRequest, checkpoint: Checkpoint): Promise<AnalysisResult> {
    const { base, authored } = request;
    await checkpoint();
    const old = this.#models.running(base);
    await checkpoint();
    let now: Modelled;
    try {
      now = this.#models.edited(base, authored);
    } catch (error) {
      return syntaxResult(error, base.file);
    }
    await checkpoint();
    const active = findActive(old.model, request.active);
    if (old.text === now.text)
      return { kind: 'view', view: unchanged(request, { old, now }, active) };
    return { kind: 'view', view: await compare(request, { old, now }, active, checkpoint) };
  }
}

/** @throws what is no error of the source */
function syntaxResult(error: unknown, file: string): AnalysisResult {
  if (error instanceof ModuleSyntaxError) {
    return { kind: 'syntax', diagnostic: whySkipped(error, file), column: error.column };
  }
  const [diagnostic] = error instanceof RestitchError ? error.diagnostics : [];
  if (!diagnostic) throw error;
  return { kind: 'syntax', diagnostic, column: 0 };
}

const emptyPlan = ({ base, authored }: AnalysisRequest): ModulePlan => ({
  file: base.file,
  from: sourceHash(base.authored),
  to: sourceHash(authored),
  functions: [],
  points: [],
  variables: [],
  classes: [],
  bindings: [],
  imports: [],
  exports: [],
  statements: [],
});

interface Both {
  old: Modelled;
  now: Modelled;
}

function unchanged(request: AnalysisRequest, { old, now }: Both, active: ActiveAt[]): ModuleView {
  return {
    isChanged: false,
    plan: emptyPlan(request),
    functions: [],
    active: unchangedViews(active, old, now),
    variables: [],
    findings: [],
    hunks: [],
  };
}

async function compare(
  { base, authored, decided }: AnalysisRequest,
  { old, now }: Both,
  active: ActiveAt[],
  checkpoint: Checkpoint,
): Promise<ModuleView> {
  const overrides = decided && overridesIn(decided);
  const c = inferCorrespondence(old.model, now.model, overrides ? { overrides } : {});
  await checkpoint();
  const places = activePlaces(active);
  const made = planModule(c, {
    file: base.file,
    from: sourceHash(base.authored),
    to: sourceHash(authored),
    active: places,
    lines: { old: old.map.lineOf, now: now.map.lineOf },
  });
  const plan = decided ? carryOverrides(decided, made) : made;
  await checkpoint();
  const hunks = findHunks(base.authored, authored);
  const sides = { old, now };
  const landings = places.map(({ fn, point }) => landingOf(c.mapPoint(fn, point), now));
  const functions = functionViews(plan.functions, sides, active);
  return {
    isChanged: true,
    plan,
    functions,
    active: activeViews(active, c, old, now),
    variables: variableViews(c, sides),
    findings: findFindings({ plan, sides, functions, hunks, landings }),
    hunks,
  };
}
