import type { Seen } from '../../agent/remote-director.js';
import type { Frame } from '../../update/frames.js';
import type { Planner } from '../../update/director.js';
import { judgeFrames } from '../../update/questions.js';
import type { Arrival } from '../../update/segments.js';
import { generate, prepare, type Preparation } from './preparing.js';
import type { ThreadGroup } from '../thread-link.js';
import { AgentLink, NEAR, type FunctionPlace } from '../update-threads.js';

/** At how many update points a thread is thought to stop. */
const MOST_POINTS = 6;

/** How many innermost frames of the program are looked at for them. */
const MOST_FRAMES = 3;

/** How long one thread's rehearsal may go on with more of them, in ms. */
const PATIENCE = 20;

/**
 * Does for the stacks as they are now what is to be done when the threads stand still: prepares, judges, and makes
 * the code. What it finds is not used, but is known then, and V8 has compiled what finds it.
 * @returns the innermost functions that run, by thread
 */
export async function rehearse(
  group: ThreadGroup,
  planner: Planner,
): Promise<Map<number, FunctionPlace[]>> {
  const likely = new Map<number, FunctionPlace[]>();
  for (const link of group.links()) {
    try {
      const seen = await new AgentLink(link).call<Seen>('remote.seen');
      likely.set(link.id, planner.functionsOn(seen.stack, NEAR));
      rehearseThread(planner, seen);
    } catch {
      // A thread that has ended, or cannot be read now, is dealt with when it is to stop.
    }
  }
  return likely;
}

function rehearseThread(planner: Planner, { waiting, stack, standing }: Seen): void {
  const end = performance.now() + PATIENCE;
  const request = { kind: 'idle' } as const;
  attempt(planner, () =>
    prepare(planner, { request, standing, ...(waiting && { waitingStack: stack }) }),
  );
  if (waiting) return;
  for (const { frames, arrival } of arrivalsOn(planner.frames(stack))) {
    attempt(planner, () => {
      const segmented = planner.segment(frames, arrival);
      return { order: planner.order(segmented), frames: planner.activeIn(segmented), later: [] };
    });
    if (performance.now() > end) return;
  }
}

/** What refuses the update refuses it when the thread has really stopped there. */
function attempt(planner: Planner, work: () => Preparation): void {
  try {
    const preparation = work();
    judgeFrames(planner, [...preparation.frames, ...preparation.later], true);
    generate(planner, preparation);
  } catch {
    // Nothing has come of it.
  }
}

type Candidate = { frames: readonly Frame[]; arrival: Arrival };

/** Where a running thread may stop: at the loops of its innermost functions, and behind their statements. */
function arrivalsOn(frames: readonly Frame[]): Candidate[] {
  const found: Candidate[] = [];
  const own = frames.flatMap((frame, at) =>
    frame.kind === 'point' || frame.kind === 'stuck' ? [{ frame, at }] : [],
  );
  for (const { frame, at } of own.slice(0, MOST_FRAMES)) {
    const { version, fn } = frame;
    for (const kind of ['loop', 'after']) {
      for (const { key } of fn.points.filter((point) => point.kind === kind)) {
        if (found.length === MOST_POINTS) return found;
        found.push({ frames: frames.slice(at), arrival: { kind: 'point', version, fn, key } });
      }
    }
  }
  return found;
}
