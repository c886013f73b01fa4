import { noWayBack, type Diagnostic } from '../../../protocol/diagnostics.js';
import type { HistoryEntry } from '../../../protocol/results.js';
import { functionRanges } from '../../../program-model/model/ranges.js';
import type { ModuleCommit } from '../../agent/commit.js';
import type { Store } from '../../loader/store.js';
import { planCommit } from '../../update/commit-plan.js';
import type { Planner } from '../../update/director.js';
import { withGiven } from '../../update/given-bindings.js';
import type { Step } from '../../update/step.js';
import { planTop } from '../../update/top-level.js';
import type { TopPlan } from '../../update/top-plan.js';
import { migration } from '../../update/type-decisions.js';
import type { Version } from '../../update/versions.js';
import { judgeChanges } from '../update-planning.js';
import { contentHash, type Change, type Sources } from '../update-sources.js';

/** What an update does, as far as it is the same in every thread. */
export interface WorkedOut {
  /** In the order of the changes. */
  tops: TopPlan[];
  commits: ModuleCommit[];
  /** What is known of the changes before any thread has stopped. */
  diagnostics: Diagnostic[];
}

/** Works out what an update does, before any thread is asked to stop for it. */
export function workOut(
  sources: Sources,
  planner: Planner,
  changes: readonly Change[],
  kind: HistoryEntry['kind'],
): WorkedOut {
  const steps = changes.map(({ step }) => step);
  const tops = steps.map((step) => {
    const top = planTop(step, (code) => planner.units.added(step.to, code));
    return withMigration(withGiven(top, step), step, steps, sources);
  });
  const lost = kind === 'rollback' ? steps.flatMap(judgeWayBack) : [];
  const diagnostics = [...lost, ...judgeChanges(changes)];
  const commits = changes.map(({ lineage, step }, index) =>
    planCommit(lineage, step, tops[index], planner.units),
  );
  const { store } = sources.loader;
  for (const { to } of steps) keepRanges(store, to);
  return { tops, commits, diagnostics };
}

/** Values of changed types are brought into their new form before anything new runs. */
function withMigration(
  top: TopPlan,
  { to, types }: Step,
  steps: readonly Step[],
  sources: Sources,
): TopPlan {
  if (!types || types.transforms.length === 0) return top;
  const versions = new Map(steps.map(({ from }) => [from.source.id, from]));
  const statement = migration(types, to.analysis.names.prefix, (file) => {
    return versions.get(file) ?? sources.lineages.get(file)?.newest;
  });
  return {
    ...top,
    statements: [statement, ...top.statements],
    offsets: [-1, ...top.offsets],
  };
}

/** Threads give the texts of functions from the store, which lacks the ranges of a version not yet loaded. */
function keepRanges(store: Store, { hash, model, analysis }: Version): void {
  const key = contentHash(hash);
  if (store.hasRanges(key)) return;
  try {
    store.putRanges(key, functionRanges(model, analysis.classes));
  } catch {
    // No room, no rights: the text is then the one that V8 has.
  }
}

/** What a rollback cannot bring back into its old form. */
const judgeWayBack = ({ to, decisions, types }: Step): Diagnostic[] =>
  [...decisions.lost, ...(types?.lost ?? [])].map((name) =>
    noWayBack({ file: to.source.id }, name),
  );
