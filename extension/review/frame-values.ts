import type { FrameValues, ReviewedThread, ReviewModel } from '../../protocol/review.js';

/** A frame as a debugger has it. */
export interface StoppedFrame {
  id: number;
  /** Absolute path of its source. */
  file: string | undefined;
  /** 1-based. */
  line: number;
}

/** What a debugger can be asked. */
export interface Debugger {
  threads(): Promise<{ id: number; name: string }[]>;
  /** Innermost first; none while the thread runs. */
  frames(thread: number, levels: number): Promise<StoppedFrame[]>;
  variables(frame: number): Promise<Record<string, string>>;
}

/** So many of a thread's innermost frames are read; each costs some questions. */
const DEPTH = 40;
const LONGEST = 200;

/**
 * Live values of the frames of stopped threads. A frame is taken only if the debugger sees it where
 * the review does: of a program that has gone on since, nothing is said.
 */
export async function* readValues(
  model: ReviewModel,
  from: Debugger,
): AsyncGenerator<FrameValues, void> {
  const known = await from.threads();
  for (const thread of model.threads) {
    const same = sameThread(thread, known);
    if (same) yield* valuesOf(thread, model, same.id, from);
  }
}

/** A thread of a review among those that a debugger knows. */
export function sameThread<T extends { name: string }>(
  { id, name }: ReviewedThread,
  known: readonly T[],
): T | undefined {
  // Debuggers name the main thread by the program, and have it first.
  return id === 0 ? known[0] : known.find((one) => one.name === name);
}

async function* valuesOf(
  thread: ReviewedThread,
  model: ReviewModel,
  id: number,
  from: Debugger,
): AsyncGenerator<FrameValues, void> {
  const own = thread.frames.filter(({ kind }) => kind !== 'foreign');
  const files = new Set(model.modules.map(({ file }) => file));
  const seen = (await from.frames(id, 2 * DEPTH)).filter(({ file = '' }) => files.has(file));
  for (const [frame, shown] of own.slice(0, DEPTH).entries()) {
    const stopped = seen[frame];
    const place = shown.kind === 'frame' ? model.places[shown.place] : undefined;
    if (!stopped || !place) continue;
    const [first, last] = place.oldLines;
    const isSame =
      model.modules[place.module]?.file === stopped.file &&
      first <= stopped.line &&
      // A frame that runs is shown up to the end of its function's line.
      (stopped.line <= last || place.activity === 'running');
    if (!isSame) break;
    const values = Object.entries(await from.variables(stopped.id)).map(([name, value]) => [
      name,
      value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value,
    ]);
    const shownValues = Object.fromEntries(values) as Record<string, string>;
    yield { thread: thread.id, frame, values: shownValues };
  }
}
