import { fileURLToPath } from 'node:url';
import type { Thread } from '../../runtime-agent/agent/index.js';
import { planCommit } from '../../runtime-agent/update/commit-plan.js';
import { LocalDirector, Planner } from '../../runtime-agent/update/director.js';
import { Lineage } from '../../runtime-agent/update/lineage.js';
import { Version, type SourceText } from '../../runtime-agent/update/versions.js';
import type { Schedule } from './schedules.js';

/** What has happened in a run. */
export interface Counts {
  /** Update points passed. */
  points: number;
  /** Updates made. */
  updates: number;
  /** Frames of the program that an update could not take apart at once. */
  deferred: number;
}

const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;

/**
 * Makes a thread update its modules to identical source at chosen update points.
 *
 * @param sources the instrumented files by path, with the texts they came from
 * @param onChange called when the counts have changed
 */
export function updateToItself(
  thread: Thread,
  sources: Record<string, SourceText>,
  { at, every }: Schedule,
  onChange: (counts: Counts) => void,
): void {
  const counts: Counts = { points: 0, updates: 0, deferred: 0 };
  const lineages = new Map<string, Lineage>();
  for (const source of Object.values(sources)) {
    lineages.set(source.id, new Lineage(new Version(source)));
  }
  const planner = new CountingPlanner(
    lineages,
    () => thread.script,
    (script) => {
      const source = sources[pathOf(script)];
      return source && lineages.get(source.id)?.versions[0];
    },
  );
  const isDue = (): boolean => {
    counts.points += 1;
    onChange(counts);
    if (counts.points === at) return true;
    return every > 0 && counts.points > at && (counts.points - at) % every === 0;
  };
  const onStop = (): void => {
    counts.updates += 1;
    planner.reset();
    planner.onOrder = (framesDeferred) => {
      planner.onOrder = undefined;
      counts.deferred += framesDeferred;
      onChange(counts);
    };
    for (const [id, lineage] of lineages) {
      if (!thread.modules.has(id)) continue;
      const { source } = lineage.newest;
      const hash = `${sources[id]?.hash ?? ''}~${counts.updates}`;
      const step = lineage.push(new Version({ ...source, hash }), { isForced: true });
      thread.commit({ modules: [planCommit(lineage, step, undefined, planner.units)] });
    }
    if (every === 0) thread.release();
    // The new code is to stop as well; at each of its points it would never get past its first.
    else if (every > 1) thread.flagEverything();
  };
  thread.director = new LocalDirector(planner, isDue, onStop);
  thread.stopping = true;
}

/** Tells how many frames an update has deferred. */
class CountingPlanner extends Planner {
  onOrder: ((framesDeferred: number) => void) | undefined;

  override order(...args: Parameters<Planner['order']>): ReturnType<Planner['order']> {
    const order = super.order(...args);
    this.onOrder?.(order.framesDeferred);
    return order;
  }
}
