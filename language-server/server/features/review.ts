import type { Baseline, BaselineStack } from '../../../protocol/baseline.js';
import type { Diagnostic } from '../../../protocol/diagnostics.js';
import {
  reviewRequest,
  type ReviewAnswer,
  type ReviewFrame,
  type ReviewModule,
  type ReviewPlace,
  type ReviewThread,
} from '../../../protocol/lsp/index.js';
import { PLAN_FORMAT, type ModulePlan } from '../../../protocol/plan.js';
import type { ModuleView } from '../analysis/types.js';
import type { ServerContext } from '../context.js';
import { answering } from '../requests.js';
import type { RunningSession } from '../sessions/running-session.js';
import type { Feature } from './feature.js';

/** The plan of a session's update beside the stacks, read at one instant. */
export const reviewFeature: Feature = {
  register(context) {
    context.connection.onRequest(
      reviewRequest,
      answering((params) => review(params?.session, context)),
    );
  },
};

async function review(name: string | undefined, context: ServerContext): Promise<ReviewAnswer> {
  const { comparisons, sessions, texts } = context;
  const session = sessions.named(name);
  context.scan();
  const before = session.baseline;
  const seen = await session.stacks();
  // Decisions are made beside entries of the comparison, which has to know the same places.
  if (session.baseline !== before) {
    for (const { file } of comparisons.all()) if (session.runs(file)) comparisons.schedule(file);
  }
  const compared = await comparisons.allSettled();
  const files = new Set(seen.active.map(({ file }) => file));
  for (const { file, sides } of compared) if (sides.has(session.name)) files.add(file);
  const found = new Found(seen);
  for (const file of [...files].sort()) await addModule(file, found, session, context);
  const { modules, plans, diagnostics } = found;
  return {
    session: session.name,
    version: seen.version,
    plan: { format: PLAN_FORMAT, modules: plans },
    unsaved: plans
      .filter(({ file }) => !comparisons.isGone(file) && texts.isUnsaved(file))
      .map(({ file }) => texts.uriOf(file)),
    diagnostics,
    modules,
    threads: seen.stacks.map((stack) => found.thread(stack)),
    unreachable: seen.unreachable,
  };
}

async function addModule(
  file: string,
  found: Found,
  session: RunningSession,
  { comparisons, texts }: ServerContext,
): Promise<void> {
  const active = found.seen.active.filter((statement) => statement.file === file);
  const result = await comparisons.review(file, session, active);
  if (result?.kind === 'syntax') found.diagnostics.push(result.diagnostic);
  if (result?.kind !== 'view') return;
  const { view } = result;
  if (!view.isChanged && active.length === 0) return;
  found.add(file, texts.uriOf(file), view);
}

/** What has been found so far; frames are then told by module and place. */
class Found {
  readonly modules: ReviewModule[] = [];
  readonly plans: ModulePlan[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** By index of the active statement. */
  readonly #places = new Map<number, { module: number; place: number; shown: ReviewPlace }>();

  constructor(readonly seen: Baseline) {}

  add(file: string, uri: string, view: ModuleView): void {
    const { isChanged, plan, findings, problems, review } = view;
    if (isChanged) {
      this.plans.push(plan);
      this.diagnostics.push(...findings.map(({ diagnostic }) => diagnostic), ...problems);
    }
    const places: ReviewPlace[] = [];
    let index = 0;
    this.seen.active.forEach((statement, at) => {
      if (statement.file !== file) return;
      const shown = review?.places[index++];
      if (!shown) return;
      const place = places.push(shown) - 1;
      this.#places.set(at, { module: this.modules.length, place, shown });
    });
    this.modules.push({ file, uri, isChanged, functions: review?.functions ?? [], places });
  }

  thread({ thread, name, frames, deferredFrom }: BaselineStack): ReviewThread {
    const suspended = this.seen.active.flatMap((statement, at) =>
      statement.thread === thread && statement.state === 'suspended'
        ? [this.#frame(at, statement.count, false)]
        : [],
    );
    const shown = frames.map((frame, index): ReviewFrame =>
      typeof frame === 'number' ? this.#frame(frame, 1, index >= deferredFrom) : { kind: frame },
    );
    return { id: thread, name, frames: shown, suspended };
  }

  #frame(at: number, count: number, isBelow: boolean): ReviewFrame {
    const found = this.#places.get(at);
    if (!found) return { kind: 'homeless' };
    const { module, place, shown } = found;
    const isDeferred = isBelow && shown.how !== 'unchanged';
    return { kind: 'frame', module, place, count, isDeferred };
  }
}
