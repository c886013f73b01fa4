import { dirname } from 'node:path';
import type { Construct } from '../constructs/list.js';
import { OracleProgram, type OracleCode, type RunResult } from './harness.js';
import type { Schedule } from './self-update.js';

/** A run that did not come out as the plain one. */
export interface Failure {
  id: string;
  /** No schedule: the program differs without any update. */
  schedule: Schedule | undefined;
  plain: RunResult;
  got: RunResult;
}

/** What the oracle found out about one program. */
export interface Verdict {
  id: string;
  covers: string;
  /** Update points that a run without updates passes. */
  points: number;
  runs: number;
  /** Runs in which frames were deferred, and how many frames that were. */
  deferredRuns: number;
  deferredFrames: number;
  failures: Failure[];
}

/** Chooses when to update, given the number of update points of a program. */
export type Choose = (points: number) => Schedule[];

/** An update at each update point, or at `most` of them spread evenly. */
export const onePerRun =
  (most = Infinity): Choose =>
  (points) => {
    const step = Math.max(1, Math.ceil(points / most));
    const chosen: Schedule[] = [];
    for (let at = 1; at <= points; at += step) chosen.push({ at, every: 0 });
    return chosen;
  };

/** Updates all through the run. */
export const manyPerRun =
  (...distances: number[]): Choose =>
  () =>
    distances.map((every) => ({ at: 1, every }));

/** Everything that would not be the same in a process that has run the program before. */
const NEEDS_OWN_PROCESS = /worker|timers|process/;

/** Programs that look at their own text, stacks or errors: they are loaded as the command line does. */
const LOOKS_AT_ITSELF = /^fidelity\/|fs-callbacks|import-meta/;

/** Failures after which a program's other runs are left out. */
const ENOUGH = 3;

/** Compares a program's updated runs with its plain one. */
export async function judge(
  oracle: OracleCode,
  item: Pick<Construct, 'id' | 'covers' | 'entry' | 'file' | 'compare'>,
  choose: Choose,
  node?: string,
  statements = false,
): Promise<Verdict> {
  const isFolder = item.file.split('/').length > 2;
  const root = isFolder ? dirname(item.entry) : item.entry;
  const program = new OracleProgram(oracle, root, item.entry, node, statements);
  try {
    return await judgeProgram(program, item, choose);
  } finally {
    program.remove();
  }
}

async function judgeProgram(
  program: OracleProgram,
  { id, covers, compare }: Pick<Construct, 'id' | 'covers' | 'compare'>,
  choose: Choose,
): Promise<Verdict> {
  const plain = await program.plain();
  const isSame = (got: Partial<RunResult>): boolean =>
    compare.every((aspect) => got[aspect] === plain[aspect]);
  const isLoaded = LOOKS_AT_ITSELF.test(id);
  const run = (schedule: Schedule): Promise<RunResult> =>
    isLoaded ? program.loaded(schedule) : program.updated(schedule);
  const counted = await run({ at: 0, every: 0 });
  const { points } = counted;
  const verdict: Verdict = {
    id,
    covers,
    points,
    runs: 0,
    deferredRuns: 0,
    deferredFrames: 0,
    failures: [],
  };
  if (!isSame(counted)) {
    verdict.failures.push({ id, schedule: undefined, plain, got: counted });
    return verdict;
  }
  const count = ({ deferred }: Pick<RunResult, 'deferred'>): void => {
    verdict.runs += 1;
    verdict.deferredFrames += deferred;
    if (deferred > 0) verdict.deferredRuns += 1;
  };
  const schedules = choose(points);
  const open = new Set(schedules);
  const mayShare =
    schedules.length > 3 && !isLoaded && !compare.includes('stderr') && !NEEDS_OWN_PROCESS.test(id);
  if (mayShare) {
    const none = { at: 0, every: 0 };
    const order = [none, none, ...schedules];
    const results = await program.updatedMany(order);
    const isUsable = results.slice(0, 2).every((got) => isSame(got) && got.points === points);
    if (isUsable && results.length > 1) {
      for (const got of results.slice(2)) {
        const schedule = order[got.index];
        // What went wrong is tried again in a process of its own.
        if (!schedule || !isSame(got)) continue;
        open.delete(schedule);
        count(got);
      }
    }
  }
  for (const schedule of open) {
    // A program that has gone wrong so often is wrong enough.
    if (verdict.failures.length >= ENOUGH) break;
    const got = await run(schedule);
    count(got);
    if (!isSame(got)) verdict.failures.push({ id, schedule, plain, got });
  }
  return verdict;
}
