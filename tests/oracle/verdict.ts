import { dirname } from 'node:path';
import type { Construct } from '../constructs/list.js';
import type { BatchResult } from './batch-child.js';
import { OracleProgram, runBatch, type OracleCode, type RunResult } from './harness.js';
import type { Beginning } from './additions.js';
import type { Counts } from './self-update.js';
import { NONE, schedulesFor, type Schedule, type Selection } from './schedules.js';

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
  /** Runs in which an update has replaced code of active functions. */
  updatedRuns: number;
  /** Right runs without and with deferred frames, and how many frames were deferred in all. */
  exactRuns: number;
  deferredRuns: number;
  deferredFrames: number;
  failures: Failure[];
}

export interface JudgeOptions {
  /** The Node.js to run programs with; this process's own by default. */
  node?: string;
  /** As a debugger has it: every statement is an update point. */
  statements?: boolean;
  /** All of a program's code is added to this by a first update. */
  beginning?: Beginning | undefined;
}

type Item = Pick<Construct, 'id' | 'covers' | 'entry' | 'file' | 'compare'>;

/** Everything that would not be the same in a process that has run other programs before. */
const NEEDS_OWN_PROCESS = /worker|timers|process/;

/** Programs that look at their own text, stacks or errors: they are loaded as the command line does. */
const LOOKS_AT_ITSELF = /^fidelity\/|fs-callbacks|import-meta/;

const mayShare = ({ id, compare }: Item): boolean =>
  !compare.includes('stderr') && !LOOKS_AT_ITSELF.test(id) && !NEEDS_OWN_PROCESS.test(id);

/** Failures after which a program's other runs are left out: it is wrong enough. */
const ENOUGH = 3;

/** Programs that share a process. */
const BATCH = 12;

/**
 * Compares programs' updated runs with their plain ones.
 *
 * Many share a process. Whatever does not come out there as in the plain run is run again in a process
 * of its own, and only that counts as a failure.
 *
 * @param onVerdict called for each program as soon as it is known
 */
export async function judgeAll(
  oracle: OracleCode,
  items: readonly Item[],
  selection: Selection,
  onVerdict: (verdict: Verdict) => void,
  options: JudgeOptions = {},
): Promise<void> {
  const alone = items.filter((item) => !mayShare(item));
  const sharing = items.filter(mayShare);
  const groups = [...alone.map((item) => [item]), ...chunks(sharing, BATCH)];
  const takeOne = async (): Promise<void> => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      for (const verdict of await judgeGroup(oracle, group, selection, options)) onVerdict(verdict);
    }
  };
  await Promise.all([takeOne(), takeOne()]);
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );

async function judgeGroup(
  oracle: OracleCode,
  items: readonly Item[],
  selection: Selection,
  { node, statements, beginning }: JudgeOptions,
): Promise<Verdict[]> {
  const programs = items.map((item) => {
    const isFolder = item.file.split('/').length > 2;
    const root = isFolder ? dirname(item.entry) : item.entry;
    return new OracleProgram(oracle, root, item.entry, node, statements, beginning);
  });
  try {
    const shared = await shareProcess(items, programs, selection);
    const verdicts: Verdict[] = [];
    for (const [index, program] of programs.entries()) {
      const item = items[index];
      if (item) verdicts.push(await judgeProgram(program, item, selection, shared[index] ?? []));
    }
    return verdicts;
  } finally {
    for (const program of programs) program.remove();
  }
}

/** The results of the programs' runs in shared processes, by program. */
async function shareProcess(
  items: readonly Item[],
  programs: readonly OracleProgram[],
  selection: Selection,
): Promise<BatchResult[][]> {
  const found: BatchResult[][] = programs.map(() => []);
  if (!items.every(mayShare)) return found;
  let from = 0;
  for (let first = programs[from]; first; first = programs[from]) {
    const rest = programs.slice(from).map(({ batch }) => batch);
    const results = await runBatch(first, rest, selection);
    for (const result of results) found[from + result.program]?.push(result);
    // The process ended in the middle of a program: the others get another one.
    const reached = results.reduce((most, { program }) => Math.max(most, program), 0);
    from += reached + 1;
  }
  return found;
}

async function judgeProgram(
  program: OracleProgram,
  { id, covers, compare }: Item,
  selection: Selection,
  shared: readonly BatchResult[],
): Promise<Verdict> {
  const verdict: Verdict = {
    id,
    covers,
    points: 0,
    runs: 0,
    updatedRuns: 0,
    exactRuns: 0,
    deferredRuns: 0,
    deferredFrames: 0,
    failures: [],
  };
  const isSame = (got: Partial<RunResult>, plain: Partial<RunResult>): boolean =>
    compare.every((aspect) => got[aspect] === plain[aspect]);
  // A run that was to be updated and was not says nothing.
  const isGood = (got: RunResult | BatchResult, plain: Partial<RunResult>): boolean =>
    isUpdated(got) && isSame(got, plain);
  const count = (got: RunResult | BatchResult, right: boolean): void => {
    verdict.runs += 1;
    if (isUpdated(got)) verdict.updatedRuns += 1;
    verdict.deferredFrames += got.deferred;
    if (!right) return;
    if (got.deferred > 0) verdict.deferredRuns += 1;
    else verdict.exactRuns += 1;
  };
  const run = (schedule: Schedule): Promise<RunResult> =>
    LOOKS_AT_ITSELF.test(id) && !program.beginning
      ? program.loaded(schedule)
      : program.updated(schedule);
  const [plainly, counted, ...updated] = shared;
  if (plainly && counted && isSame(counted, plainly) && counted.points > 0) {
    verdict.points = counted.points;
    const good = new Map(
      updated.filter((got) => isGood(got, plainly)).map((got) => [nameOf(got.schedule), got]),
    );
    const schedules = schedulesFor(selection, counted.points);
    for (const got of good.values()) count(got, true);
    const open = schedules.filter((schedule) => !good.has(nameOf(schedule)));
    if (open.length === 0) return verdict;
    const plain = await program.plain();
    await tryAlone(plain, open);
    return verdict;
  }
  const plain = await program.plain();
  const alone = await run(NONE);
  verdict.points = alone.points;
  if (!isSame(alone, plain)) {
    verdict.failures.push({ id, schedule: undefined, plain, got: alone });
    return verdict;
  }
  await tryAlone(plain, schedulesFor(selection, alone.points));
  return verdict;

  async function tryAlone(plain: RunResult, schedules: readonly Schedule[]): Promise<void> {
    for (const schedule of schedules) {
      if (verdict.failures.length >= ENOUGH) return;
      const got = await run(schedule);
      const right = isGood(got, plain);
      count(got, right);
      if (!right) verdict.failures.push({ id, schedule, plain, got });
    }
  }
}

/** Whether active functions went on in new code; those of deferred frames do later. */
const isUpdated = ({ updates, taken, deferred }: Counts): boolean =>
  updates > 0 && taken + deferred > 0;

const nameOf = (schedule: Schedule | undefined): string =>
  schedule ? `${schedule.at} ${schedule.every}` : 'plain';
