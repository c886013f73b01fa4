import type { Diagnostic } from '../../../protocol/diagnostics.js';
import type { ApplyResult, HistoryEntry, ThreadResult } from '../../../protocol/results.js';
import type { ApplyOptions } from '../../../protocol/rpc.js';
import { lackingClosures } from '../../update/closures.js';
import type { Planner } from '../../update/director.js';
import { judgeFrames } from '../../update/questions.js';
import { ThreadError, unlessEnded, type ThreadGroup } from '../thread-link.js';
import type { Change, Sources } from '../update-sources.js';
import { releaseThreads, stopThreads, type Sight, type Stopped } from '../update-threads.js';
import { commit, type ReadyThread } from './committing.js';
import { judgeExisting } from './existing-functions.js';
import { DEFAULT_TIMEOUT, stuck } from './failures.js';
import type { LoadedModules } from './loaded-modules.js';
import { generate, prepare, type Prepared } from './preparing.js';
import { rehearse } from './rehearsal.js';
import { loadImports, loadNow, type PendingImport } from './update-imports.js';
import { workOut } from './working-out.js';

/** What attempts of one process work with. */
export interface AttemptContext {
  sources: Sources;
  planner: Planner;
  loaded: LoadedModules;
}

export interface Attempt {
  group: ThreadGroup;
  changes: Change[];
  options: ApplyOptions;
  kind: HistoryEntry['kind'];
}

/** What came of an attempt. */
export type Attempted = Omit<ApplyResult, 'version' | 'totalMs'>;

/**
 * Carries changes out in all threads, or in none; see design §7 for the phases.
 * @throws {ThreadError} when the program ends meanwhile
 * @throws {RestitchError} for what refuses the changes before anything is committed
 */
export async function attempt(context: AttemptContext, work: Attempt): Promise<Attempted> {
  const { planner, sources } = context;
  const { group, changes, options, kind } = work;
  planner.reset();
  const base = { pauseMs: 0, threads: [] };
  const workedOut = workOut(sources, planner, changes, kind);
  const pending = await loadImports(
    group,
    changes.map(({ step }, index) => ({
      id: step.to.source.id,
      sources: workedOut.tops[index]?.imports ?? [],
    })),
  );
  const likely = await rehearse(group, planner);
  // What this looks at in the two versions is then known when the threads stand still.
  for (const { lineage } of changes) lackingClosures(planner.units, lineage);
  const started = performance.now();
  const sight: Sight = { likely, functionsOn: (stack) => planner.functionsOn(stack) };
  const stopped = await stopAll(group, sight, options.timeoutMs);
  if (!Array.isArray(stopped)) {
    return { ...base, outcome: 'rolled-back', diagnostics: [stopped] };
  }
  const { ready, diagnostics } = await judge(context, work, {
    stopped,
    pending,
    known: workedOut.diagnostics,
  });
  if (!ready) {
    await releaseThreads(stopped.map(({ agent }) => agent));
    return { ...base, outcome: 'refused', diagnostics };
  }
  const failure = await commit(ready, planner, workedOut, sources.pins());
  const pauseMs = performance.now() - started;
  if (failure) {
    return { ...base, outcome: 'rolled-back', pauseMs, diagnostics: [...diagnostics, failure] };
  }
  const threads = await Promise.all(ready.map((thread) => report(thread)));
  return { ...base, outcome: 'applied', pauseMs, threads, diagnostics };
}

/**
 * @returns what is told of a thread that does not stop, when there is one: all are let go then
 * @throws {ThreadError} when the program has ended
 */
async function stopAll(
  group: ThreadGroup,
  sight: Sight,
  timeoutMs = DEFAULT_TIMEOUT,
): Promise<Stopped[] | Diagnostic> {
  try {
    const stopped = await stopThreads(group, timeoutMs, sight);
    if (stopped.some(({ agent }) => agent.id === 0)) return stopped;
    await releaseThreads(stopped.map(({ agent }) => agent));
    throw new ThreadError('ended', 'main', 'the program has ended');
  } catch (error) {
    if (!(error instanceof ThreadError) || error.reason === 'ended') throw error;
    return stuck(error, timeoutMs);
  }
}

/** The threads as they stand. */
interface Standstill {
  stopped: Stopped[];
  /** What they have still to load. */
  pending: PendingImport[];
  /** What was known before they stopped. */
  known: Diagnostic[];
}

interface Judgement {
  /** Absent where the update is refused. */
  ready?: ReadyThread[];
  diagnostics: Diagnostic[];
}

/** Says where the activations of the stopped threads go on, and makes their code; a failure lets the threads go. */
async function judge(
  { planner, loaded }: AttemptContext,
  { group, changes, options }: Attempt,
  { stopped, pending, known }: Standstill,
): Promise<Judgement> {
  const prepareThread = async (thread: Stopped): Promise<Prepared> => {
    await loaded.catchUp(thread);
    return { stopped: thread, ...prepare(planner, thread) };
  };
  try {
    await loadNow(pending);
    const preparing = stopped.map((thread) => unlessEnded(prepareThread(thread)));
    const prepared = (await Promise.all(preparing)).filter((thread) => thread !== undefined);
    const active = prepared.flatMap(({ frames, later }) => [...frames, ...later]);
    const diagnostics = [
      ...known,
      ...(await judgeExisting(group, planner, changes)),
      ...judgeFrames(planner, active, options.yes === true),
    ];
    if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
    const ready = prepared.map((thread) => ({ ...thread, install: generate(planner, thread) }));
    return { ready, diagnostics };
  } catch (error) {
    await releaseThreads(stopped.map(({ agent }) => agent));
    throw error;
  }
}

async function report({ stopped, order }: Prepared): Promise<ThreadResult> {
  const { agent } = stopped;
  const activationsPending = await agent.call<number>('pending').catch(() => 0);
  return {
    id: agent.id,
    name: agent.name,
    framesRebuilt: order.keys.length,
    framesDeferred: order.framesDeferred,
    activationsPending,
  };
}
