import { ModuleSyntaxError } from '../../../program-model/model/index.js';
import { RestitchError } from '../../../protocol/diagnostics.js';
import type { ModulePlan } from '../../../protocol/plan.js';
import { sourceHash } from '../../../protocol/source-hash.js';
import { whySkipped } from '../../../runtime-agent/loader/skipped.js';
import { findActive, unchangedViews, type ActiveAt } from './active.js';
import { compare } from './compare.js';
import { ChangedProgram } from './changed-program.js';
import { Models, type Modelled } from './models.js';
import { unchangedReview } from './review.js';
import type { AnalysisRequest, AnalysisResult, ModuleView } from './types.js';

/** Called between the steps of an analysis; throws when nobody waits for it any more. */
export type Checkpoint = () => Promise<void>;

/** Compares documents with what runs. Models of texts that have not changed are used again. */
export class Analysis {
  readonly #models = new Models();
  readonly #program = new ChangedProgram(this.#models);

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
      // What was last known of it stays, for the files that exchange code with it.
      return syntaxResult(error, base.file);
    }
    await checkpoint();
    const active = findActive(old.model, request.active);
    const sides = { old, now };
    if (old.text === now.text) {
      this.#program.forget(request);
      return { kind: 'view', view: unchanged(request, sides, active) };
    }
    const missed = request.isGone ? this.#program.whyMissed(request, sides) : undefined;
    if (missed) {
      this.#program.forget(request);
      return { kind: 'syntax', diagnostic: missed, column: 0 };
    }
    const program = this.#program.around(request, sides);
    return { kind: 'view', view: await compare(request, sides, active, program, checkpoint) };
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
  ranges: [],
  variables: [],
  classes: [],
  bindings: [],
  imports: [],
  exports: [],
  statements: [],
});

function unchanged(
  request: AnalysisRequest,
  { old, now }: { old: Modelled; now: Modelled },
  active: ActiveAt[],
): ModuleView {
  const plan = emptyPlan(request);
  return {
    isChanged: false,
    plan,
    questions: plan,
    functions: [],
    active: unchangedViews(active, old, now),
    variables: [],
    findings: [],
    problems: [],
    hunks: [],
    ...(request.review === true && { review: unchangedReview(request.active, { old, now }) }),
    others: {},
  };
}
