import {
  cannotGoThere,
  RestitchError,
  sessionEnded,
  threadWillNotStop,
} from '../../protocol/diagnostics.js';
import type { JumpOptions } from '../../protocol/rpc.js';
import type { Planner } from '../update/director.js';
import { jumpRoute, whyNotJump } from '../update/jumps.js';
import { functionAt } from '../update/units.js';
import type { InstalledUnit } from '../agent/remote-director.js';
import { packStrings } from '../agent/runs.js';
import type { Segmented } from '../update/segments.js';
import { contentHash } from './update-sources.js';
import { ThreadError, type ThreadGroup } from './thread-link.js';
import { releaseThreads, stopThreads, type Stopped } from './update-threads.js';

const PATIENCE = 5000;

/**
 * Has a frame go on in front of another statement of its function: it is taken off the stack, and rebuilt
 * there by code for the rest of its own version. Nothing else of the program notices, and no version comes of it.
 *
 * The thread is stopped by a debugger in front of the statement that the frame is said to be at, and is let go
 * when it is told to stop.
 *
 * @throws {RestitchError} RS1022 where the frame cannot go on there or is not where it is said to be, RS1201
 */
export async function jump(
  group: ThreadGroup,
  planner: Planner,
  { thread, file, hash, fn, from, to }: JumpOptions,
): Promise<void> {
  const links = group.links().filter(({ id }) => id === thread);
  const likely = new Map([[thread, [{ id: file, hash, fn }]]]);
  const sight = { likely, functionsOn: () => [] };
  let stopped: Stopped | undefined;
  try {
    [stopped] = await stopThreads({ ...group, links: () => links }, PATIENCE, sight);
  } catch (error) {
    if (!(error instanceof ThreadError) || error.reason !== 'timeout') throw error;
    throw new RestitchError(threadWillNotStop(error.thread, PATIENCE, ''));
  }
  if (!stopped) throw new RestitchError(sessionEnded(file));
  const { agent } = stopped;
  try {
    const { install, keys, ontoTrampoline } = prepare(planner, stopped, {
      file,
      hash,
      fn,
      from,
      to,
    });
    await agent.call('remote.install', install);
    await agent.goOn({ keys: packStrings(keys), ontoTrampoline });
  } catch (error) {
    await releaseThreads([agent]);
    throw error;
  }
}

interface Prepared {
  install: InstalledUnit[];
  /** The continuation points of the frames to capture, top first. */
  keys: string[];
  ontoTrampoline: boolean;
}

function prepare(
  planner: Planner,
  { request }: Stopped,
  { file, hash, fn, from, to }: Omit<JumpOptions, 'thread'>,
): Prepared {
  const refuse = (why: string, line?: number): RestitchError =>
    new RestitchError(cannotGoThere({ file, ...(line === undefined ? {} : { line }) }, why));
  const leaf = request.kind === 'arrive' ? request.leaf : undefined;
  const isThere = leaf?.id === file && leaf.fn === fn && leaf.key === from;
  if (
    request.kind !== 'arrive' ||
    !leaf ||
    !isThere ||
    contentHash(leaf.hash) !== contentHash(hash)
  )
    throw refuse('the thread was not stopped in front of the statement');
  const version = planner.version(leaf.id, leaf.hash);
  const model = functionAt(version, fn);
  const [start, end] = [from, to].map((key) => model.points.find((point) => point.key === key));
  if (!start || !end || planner.isOutdated({ version, fn: model }))
    throw refuse('the function has been replaced');
  const { line } = version.placeAt(end.start);
  const why = whyNotJump(model, start, end);
  if (why !== undefined) throw refuse(why, line);
  const segmented = planner.segment(planner.frames(request.stack), planner.arrival(leaf, fn, from));
  // A name that no update uses.
  const key = `${from}>${to}`;
  try {
    const unit = planner.units.continuation(jumpRoute(version, model, start, end));
    const install = [{ id: file, hash: leaf.hash, fn, key, unit }];
    const below = restOf(planner, segmented);
    if (below) {
      const { keys, units, ontoTrampoline } = below;
      return { install: [...install, ...units], keys: [key, ...keys], ontoTrampoline };
    }
    const isLast = segmented.top.length === 1;
    return { install, keys: [key], ontoTrampoline: isLast && segmented.ontoTrampoline };
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error), line);
  }
}

/**
 * The frames below in the same segment go on where they are. They are rebuilt with it, since an update could not
 * take frames apart together that are divided by a rebuilt one.
 * @returns undefined where code for one of them cannot be made
 */
function restOf(
  planner: Planner,
  segmented: Segmented,
): { keys: string[]; units: InstalledUnit[]; ontoTrampoline: boolean } | undefined {
  try {
    const { keys, ontoTrampoline } = planner.order(segmented, true);
    const units = planner.activeIn(segmented, true).slice(1);
    return {
      keys: keys.slice(1),
      ontoTrampoline,
      units: units.map((frame) => {
        const { id, hash, fn, key } = frame;
        return { ...frame, unit: planner.continuation(id, hash, fn, key) };
      }),
    };
  } catch {
    return undefined;
  }
}
