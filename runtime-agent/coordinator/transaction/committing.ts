import { updateFailed, type Diagnostic } from '../../../protocol/diagnostics.js';
import type { ModuleCommit } from '../../agent/commit.js';
import type { Planner } from '../../update/director.js';
import { topsOn, withoutComing, type OpenTop } from '../../update/tops-under-way.js';
import { ThreadError } from '../thread-link.js';
import { answerOf, releaseThreads, type Stopped } from '../update-threads.js';
import type { Installed, Prepared } from './preparing.js';
import type { WorkedOut } from './working-out.js';

/** A thread that stands still, with the code that its activations go on with. */
export interface ReadyThread extends Prepared {
  install: Installed[];
}

/**
 * Commits in every thread, or in none.
 * @param pins the versions that run from now on
 * @returns why it was undone, if it was
 */
export async function commit(
  threads: readonly ReadyThread[],
  planner: Planner,
  work: WorkedOut,
  pins: Record<string, string>,
): Promise<Diagnostic | undefined> {
  const waiting: ReadyThread[] = [];
  for (const thread of threads) {
    const { stopped, order, install } = thread;
    try {
      const modules = commitsFor(stopped, planner, work);
      // One that is alone need not wait to hear of the others.
      const end = threads.length === 1 ? { pins, answer: answerOf(order) } : undefined;
      const isOver = await stopped.agent.commit(
        { modules, install, ...(end && { end }) },
        stopped.isWaiting,
      );
      if (!isOver) waiting.push(thread);
    } catch (error) {
      if (error instanceof ThreadError && error.reason === 'ended') continue;
      await Promise.allSettled(threads.map((other) => other.stopped.agent.call('undo')));
      await releaseThreads(threads.map((other) => other.stopped.agent));
      return updateFailed(
        stopped.agent.name,
        error instanceof Error ? error.message : String(error),
      );
    }
  }
  await Promise.allSettled(
    waiting.map(({ stopped: { agent }, order }) => agent.finish({ pins, answer: answerOf(order) })),
  );
  await Promise.allSettled(threads.map(({ stopped: { agent } }) => agent.rebuilt()));
  return undefined;
}

/** A thread's part of the commits: see `withoutComing`. */
function commitsFor(
  stopped: Stopped,
  planner: Planner,
  { commits, tops }: WorkedOut,
): readonly ModuleCommit[] {
  if (tops.every(({ offsets }) => offsets.length === 0)) return commits;
  const open = [...topsOnStack(stopped, planner), ...stopped.standing.tops];
  return withoutComing(planner, commits, tops, open);
}

/** The module tops that are under way on a thread's stack. */
function topsOnStack({ request, waitingStack }: Stopped, planner: Planner): OpenTop[] {
  if (request.kind !== 'arrive') return waitingStack ? topsOn(planner.frames(waitingStack)) : [];
  const { id, hash, fn, key } = request.leaf;
  const own = fn === 0 ? [{ id, hash, key }] : [];
  return [...own, ...topsOn(planner.frames(request.stack))];
}
