import { cannotGenerate, RestitchError } from '../../../protocol/diagnostics.js';
import type { Order, Planner } from '../../update/director.js';
import type { ActiveFrame } from '../../update/questions.js';
import type { Unit } from '../../update/units.js';
import type { Stopped } from '../update-threads.js';

/** What a thread that stands still is to do, and what its update concerns. */
export interface Preparation {
  order: Order;
  /** The frames that are captured now. */
  frames: ActiveFrame[];
  /** Those that are captured when they wake, or when control comes back to them. */
  later: ActiveFrame[];
}

export interface Prepared extends Preparation {
  stopped: Stopped;
}

export type Installed = ActiveFrame & { unit: Unit };

/** Decides what a stopped thread is to do. */
export function prepare(
  planner: Planner,
  { request, standing, waitingStack }: Pick<Stopped, 'request' | 'standing' | 'waitingStack'>,
): Preparation {
  const later = planner.outdatedOf(standing.suspended);
  if (request.kind !== 'arrive') {
    const framesDeferred = waitingStack ? planner.countOutdated(waitingStack) : 0;
    if (waitingStack) later.push(...planner.outdatedOn(waitingStack));
    return { order: { keys: [], ontoTrampoline: false, framesDeferred }, frames: [], later };
  }
  const { leaf, stack } = request;
  const segmented = planner.segment(
    planner.frames(stack),
    planner.arrival(leaf, leaf.fn, leaf.key),
  );
  return { order: planner.order(segmented), frames: planner.activeIn(segmented), later };
}

/**
 * All code that the activations go on with.
 * @throws {RestitchError} where some cannot be made: it refuses the update
 */
export function generate(planner: Planner, { frames, later }: Preparation): Installed[] {
  const units = new Map<string, Installed>();
  for (const frame of [...frames, ...later]) {
    const { id, hash, fn, key } = frame;
    const name = `${id} ${hash} ${fn} ${key}`;
    if (units.has(name)) continue;
    try {
      units.set(name, { ...frame, unit: planner.continuation(id, hash, fn, key) });
    } catch (error) {
      throw new RestitchError(
        cannotGenerate({ file: id }, error instanceof Error ? error.message : String(error)),
      );
    }
  }
  return [...units.values()];
}
