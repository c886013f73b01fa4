import { fileURLToPath } from 'node:url';
import type { Thread } from '../../runtime-agent/agent/index.js';
import { addTo, pointsBefore } from './additions.js';
import { planCommit } from '../../runtime-agent/update/commit-plan.js';
import { LocalDirector, Planner } from '../../runtime-agent/update/director.js';
import { Lineage } from '../../runtime-agent/update/lineage.js';
import { planTop } from '../../runtime-agent/update/top-level.js';
import { Version, type SourceText } from '../../runtime-agent/update/versions.js';
import type { Schedule } from './schedules.js';

/** What has happened in a run. */
export interface Counts {
  /** Update points passed. */
  points: number;
  /** Updates made. */
  updates: number;
  /** Frames of the program that an update took apart at once. */
  taken: number;
  /** Frames of the program that an update could not take apart at once. */
  deferred: number;
}

/** Counts as a line that a process in which a program runs writes for them. */
export const lineOf = ({ points, updates, taken, deferred }: Counts): string =>
  `${points} ${updates} ${taken} ${deferred}\n`;

/** The counts of a line; all 0 where there is none. */
export function countsOf(line: string): Counts {
  const [points = 0, updates = 0, taken = 0, deferred = 0] = line.split(' ').map(Number);
  return { points, updates, taken, deferred };
}

const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;

/**
 * Makes a thread update its modules to identical source at chosen update points.
 *
 * @param sources the instrumented files by path, with the texts they came from
 * @param onChange called when the counts have changed
 * @param first the text that a module has at first: at its first update point all of `sources` is added
 */
export function updateToItself(
  thread: Thread,
  sources: Record<string, SourceText>,
  { at, every }: Schedule,
  onChange: (counts: Counts) => void,
  first?: SourceText,
): void {
  const counts: Counts = { points: 0, updates: 0, taken: 0, deferred: 0 };
  const lineages = new Map<string, Lineage>();
  for (const source of Object.values(sources)) {
    const begins = first?.id === source.id ? first : source;
    lineages.set(source.id, new Lineage(new Version(begins)));
  }
  const planner = new CountingPlanner(
    lineages,
    () => thread.script,
    (script) => {
      const source = sources[pathOf(script)];
      return source && lineages.get(source.id)?.versions[0];
    },
  );
  let toAdd = first && sources[first.id];
  let toSkip = first ? pointsBefore(first) : 0;
  const isDue = (): boolean => {
    if (first && toAdd) return thread.modules.has(toAdd.id) && (toSkip -= 1) < 0;
    counts.points += 1;
    onChange(counts);
    if (counts.points === at) return true;
    return every > 0 && counts.points > at && (counts.points - at) % every === 0;
  };
  const onStop = (): void => {
    const lineage = toAdd && lineages.get(toAdd.id);
    if (toAdd && lineage) {
      addTo(thread, planner, lineage, toAdd);
      toAdd = undefined;
      return thread.flagEverything();
    }
    counts.updates += 1;
    planner.reset();
    planner.onOrder = ({ keys, framesDeferred }) => {
      planner.onOrder = undefined;
      // A call that has not begun goes to the new code at once.
      counts.taken += keys.length + (thread.leaf.key === undefined ? 1 : 0);
      counts.deferred += framesDeferred;
      onChange(counts);
    };
    for (const [id, lineage] of lineages) {
      if (!thread.modules.has(id)) continue;
      const { source } = lineage.newest;
      const hash = `${sources[id]?.hash ?? ''}~${counts.updates}`;
      const step = lineage.push(new Version({ ...source, hash }), { isForced: true });
      thread.commit({ modules: [planCommit(lineage, step, planTop(step), planner.units)] });
    }
    if (every === 0) thread.release();
    // The new code is to stop as well; at each of its points it would never get past its first.
    else if (every > 1) thread.flagEverything();
  };
  thread.director = new LocalDirector(planner, isDue, onStop);
  thread.stopping = true;
}

/** Tells how many frames an update takes apart, and how many it defers. */
class CountingPlanner extends Planner {
  onOrder: ((order: ReturnType<Planner['order']>) => void) | undefined;

  override order(...args: Parameters<Planner['order']>): ReturnType<Planner['order']> {
    const order = super.order(...args);
    this.onOrder?.(order);
    return order;
  }
}
