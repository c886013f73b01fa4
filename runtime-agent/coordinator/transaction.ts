import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  internalError,
  loadedTwice,
  noWayBack,
  nothingToRollBack,
  RestitchError,
  sessionEnded,
  threadWillNotStop,
  updateFailed,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import type { Baseline, SessionSource } from '../../protocol/baseline.js';
import type {
  ApplyResult,
  HistoryEntry,
  Outcome,
  PlanResult,
  ThreadResult,
} from '../../protocol/results.js';
import type { ApplyOptions, JumpOptions, PlanOptions } from '../../protocol/rpc.js';
import { LARGE_TEXT } from '../../program-model/model/index.js';
import { functionRanges } from '../../program-model/model/ranges.js';
import type { ModuleCommit } from '../agent/commit.js';
import { WorkerFiles } from '../agent/worker-files.js';
import type { RawStack } from '../agent/stack.js';
import {
  judgeClosures,
  judgeGiven,
  lackingClosures,
  soughtAmong,
  type LackingClosure,
} from '../update/closures.js';
import { planCommit } from '../update/commit-plan.js';
import { Planner } from '../update/director.js';
import { parsePlan, readDecisions } from '../update/plan-decisions.js';
import type { Lineage } from '../update/lineage.js';
import type { Step } from '../update/step.js';
import { describePlan } from '../update/plan-text.js';
import type { Store } from '../loader/store.js';
import { judgeFrames, type ActiveFrame } from '../update/questions.js';
import { withGiven } from '../update/given-bindings.js';
import { planTop, type TopPlan } from '../update/top-level.js';
import { migration, typesIn } from '../update/type-decisions.js';
import { checkTypes } from '../update/type-questions.js';
import { topsOn, withoutComing, type OpenTop } from '../update/tops-under-way.js';
import type { Version } from '../update/versions.js';
import { describeBaseline, observe, type Observation } from './baseline.js';
import { ThreadError, unlessEnded, type ThreadGroup } from './thread-link.js';
import { jump } from './jump.js';
import { generate, prepare, type Installed, type Prepared } from './preparing.js';
import { rehearse } from './rehearsal.js';
import { loadImports, loadNow } from './update-imports.js';
import { contentHash, pastOf, Sources, type Change, type Past } from './update-sources.js';
import { judgeChanges, judgeCode, makePlan, transformerCompiler } from './update-planning.js';
import { UpdateService } from './update-service.js';
import {
  AgentLink,
  answerOf,
  releaseThreads,
  stopThreads,
  type Stopped,
} from './update-threads.js';
import type { EngineContext, UpdateEngine } from './update-engine.js';

const DEFAULT_TIMEOUT = 5000;

/** Makes the engine of one process; see design §7 for the transaction's phases. */
export function createUpdateEngine(context: EngineContext): UpdateEngine {
  return new Transactions(context);
}

interface Attempt {
  changes: Change[];
  options: ApplyOptions;
  kind: HistoryEntry['kind'];
}

/** An update as a rollback needs it. */
interface Done {
  changes: Past[];
  /** Modules that it brought into use. */
  brought: Lineage[];
}

class Transactions implements UpdateEngine {
  version = 1;
  readonly #sources: Sources;
  readonly #planner: Planner;
  readonly #service: UpdateService;
  readonly #history: HistoryEntry[];
  /** The changes of each update, newest last: what a rollback takes back. */
  readonly #done: Done[] = [];
  #agentScript = '';
  /** The versions that some thread had when an update last began. */
  readonly #loaded = new Set<string>();
  /** How many versions of modules each thread had then, by the thread's id. */
  readonly #counts = new Map<number, number>();
  readonly #workerFiles: WorkerFiles;
  /** Modules that a thread has loaded more than once, with its name. */
  readonly #twice = new Map<string, string>();

  constructor(readonly context: EngineContext) {
    this.#sources = new Sources(context.loader);
    const { lineages } = this.#sources;
    this.#planner = new Planner(
      lineages,
      () => this.#agentScript,
      (script, hash) => {
        const lineage = lineages.get(pathOf(script));
        return hash === undefined ? lineage?.versions[0] : lineage?.version(hash);
      },
    );
    this.#service = new UpdateService(context.threads, context.rows, this.#planner);
    this.#workerFiles = new WorkerFiles(context.rows);
    const none = { files: [], changes: [], pauseMs: 0, framesRebuilt: 0 };
    this.#history = [{ version: 1, time: context.session.started, kind: 'start', ...none }];
  }

  history(): HistoryEntry[] {
    return this.#history;
  }

  versionOf(hash: string): number | null {
    return this.#sources.firstSeen.get(hash) ?? null;
  }

  baseline(seen: Observation, stacks = false): Baseline {
    const { version } = this;
    const session = this.context.session.name;
    return describeBaseline(seen, {
      session,
      version,
      sources: this.#sources,
      planner: this.#planner,
      stacks,
    });
  }

  source(hash: string): SessionSource | undefined {
    const { store } = this.context.loader;
    const entry = store.source(contentHash(hash));
    if (!entry) return undefined;
    const { id, format, authored, text, stripMap, skipped } = entry;
    const { statements } = this.context.loader;
    const charts = text.length < LARGE_TEXT ? undefined : store.charts(contentHash(hash));
    return {
      ...{ file: id, hash, format, statements, authored, text },
      ...{ map: stripMap ?? null, skipped: skipped ?? null, charts: charts ?? null },
    };
  }

  /** Reads the threads in passing: nothing is stopped, loaded or set. */
  async plan(options: PlanOptions): Promise<PlanResult> {
    const { plan: text, planFile } = options;
    let changes: Change[] = [];
    const group = await this.context.threads.open();
    try {
      await this.#learn(group);
      const seen = await observe(this.context.threads);
      const { active } = this.baseline(seen);
      const candidates = this.#sources.findChanges(this.version + 1);
      const earlier = text === undefined ? undefined : parsePlan(text, planFile ?? '');
      const planned = await makePlan({
        sources: this.#sources,
        planner: this.#planner,
        candidates,
        active,
        earlier,
        compile: transformerCompiler(this.context.loader, planFile),
        existing: (closures) => this.#existing(group, closures),
      });
      ({ changes } = planned);
      const frames = this.#outdatedIn(seen);
      const diagnostics = [
        ...planned.diagnostics,
        ...judgeChanges(changes),
        ...(await this.#judgeClosures(group, changes)),
        ...judgeFrames(this.#planner, frames, false),
        ...judgeCode(this.#planner, frames),
      ];
      const { plan } = planned;
      const outcome = candidates.length === 0 ? 'nothing-to-do' : 'planned';
      return { outcome, plan, text: describePlan(plan, diagnostics), diagnostics };
    } catch (error) {
      return { outcome: 'refused', text: '', diagnostics: diagnosticsOf(error) };
    } finally {
      for (const { lineage } of changes) lineage.pop();
      this.#sources.forget();
      this.#planner.reset();
      group.close();
    }
  }

  /** The activations of outdated functions that an observation shows, where they wait. */
  #outdatedIn({ threads }: Observation): ActiveFrame[] {
    return threads.flatMap(({ stack, activations }) => [
      ...this.#planner.outdatedOn(stack),
      ...this.#planner.outdatedOf(
        activations.map(({ hash, fn, offset: p }) => ({ id: this.#fileOf(hash), hash, fn, p })),
      ),
    ]);
  }

  #fileOf(hash: string): string {
    for (const [id, lineage] of this.#sources.lineages) if (lineage.version(hash)) return id;
    return '';
  }

  /** Which of some functions exist in any thread. */
  async #existing(
    group: ThreadGroup,
    closures: readonly LackingClosure[],
  ): Promise<LackingClosure[]> {
    if (closures.length === 0) return [];
    const sought = soughtAmong(closures);
    const found = new Set<number>();
    for (const link of group.links()) {
      const indices = await unlessEnded(new AgentLink(link).existing(sought));
      for (const index of indices ?? []) found.add(index);
    }
    return closures.filter((_, index) => found.has(index));
  }

  async #judgeClosures(group: ThreadGroup, changes: readonly Change[]): Promise<Diagnostic[]> {
    const lacking = changes.flatMap(({ lineage }) => lackingClosures(this.#planner.units, lineage));
    const found = await this.#existing(group, lacking);
    return [
      ...judgeClosures(this.#planner, found),
      ...changes.flatMap(({ lineage }) => judgeGiven(lineage)),
    ];
  }

  tidy(): void {
    const retired = new Set(this.#sources.retire(this.#loaded));
    if (retired.size > 0) this.#planner.forget((version) => retired.has(version));
  }

  apply(options: ApplyOptions): Promise<ApplyResult> {
    return this.#withChanges(options, 'update');
  }

  rollback(): Promise<ApplyResult> {
    return this.#withChanges({ yes: true }, 'rollback');
  }

  async jump(options: JumpOptions): Promise<void> {
    const group = await this.context.threads.open();
    try {
      await this.#learn(group);
      await jump(group, this.#planner, options);
    } finally {
      group.close();
    }
  }

  async #withChanges(options: ApplyOptions, kind: HistoryEntry['kind']): Promise<ApplyResult> {
    const start = performance.now();
    const group = await this.context.threads.open(options.timeoutMs);
    let changes: Change[] = [];
    let isDone = false;
    try {
      await this.#learn(group, options.timeoutMs);
      changes = kind === 'rollback' ? this.#previous() : this.#next(options);
      await this.#collectCopies(group, changes);
      this.#refuseCopies(changes);
      if (changes.length === 0) return this.#result('nothing-to-do', start, []);
      const result = await this.#attempt(group, { changes, options, kind });
      isDone = result.outcome === 'applied';
      if (isDone) this.#record(changes, kind, result);
      return { ...result, version: this.version, totalMs: performance.now() - start };
    } catch (error) {
      if (error instanceof ThreadError && error.reason === 'timeout') {
        const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT;
        const stuck = threadWillNotStop(error.thread, timeoutMs, ` (${error.message})`);
        return this.#result('rolled-back', start, [stuck]);
      }
      const ended = [sessionEnded(this.context.session.name)];
      return this.#result('refused', start, isEnd(error) ? ended : diagnosticsOf(error));
    } finally {
      if (!isDone) {
        for (const { lineage } of changes) lineage.pop();
        this.#sources.forget();
        this.#planner.reset();
      }
      group.close();
    }
  }

  #result(outcome: Outcome, start: number, diagnostics: Diagnostic[]): ApplyResult {
    const totalMs = performance.now() - start;
    return { outcome, version: this.version, pauseMs: 0, totalMs, threads: [], diagnostics };
  }

  async #learn(group: ThreadGroup, timeoutMs?: number): Promise<void> {
    this.#loaded.clear();
    this.#counts.clear();
    this.#twice.clear();
    for (const link of group.links()) {
      const agent = new AgentLink(link);
      await unlessEnded(this.#learnFrom(agent, timeoutMs));
      this.#agentScript ||= (await unlessEnded(agent.script())) ?? '';
    }
    // Workers that have ended may have loaded more, which the next one is to load.
    const others = this.#workerFiles.all().filter(({ id }) => existsSync(id));
    this.#sources.learn(others, this.version);
  }

  /** Copies that nobody has any more, such as one whose evaluation has failed, are collected rather than in the way. */
  async #collectCopies(group: ThreadGroup, changes: readonly Change[]): Promise<void> {
    if (!changes.some(({ lineage }) => this.#twice.has(lineage.newest.source.id))) return;
    this.#twice.clear();
    for (const link of group.links()) {
      await unlessEnded(link.post('HeapProfiler.collectGarbage', {}));
      const agent = new AgentLink(link);
      const loaded = (await unlessEnded(agent.loaded())) ?? [];
      for (const { id, isTwice } of loaded) if (isTwice) this.#twice.set(id, agent.name);
    }
  }

  /** @throws RestitchError RS1225 */
  #refuseCopies(changes: readonly Change[]): void {
    const [first, ...more] = changes.flatMap(({ lineage }) => {
      const { id } = lineage.newest.source;
      const thread = this.#twice.get(id);
      return thread === undefined ? [] : [loadedTwice({ file: id }, thread)];
    });
    if (first) throw new RestitchError(first, ...more);
  }

  async #learnFrom(agent: AgentLink, timeoutMs?: number): Promise<void> {
    const loaded = await agent.loaded(timeoutMs);
    for (const { id, isTwice } of loaded) if (isTwice) this.#twice.set(id, agent.name);
    this.#counts.set(agent.id, loaded.length);
    this.#sources.learn(loaded, this.version);
    for (const { hash } of loaded) this.#loaded.add(hash);
  }

  /** The sources on disk, with the decisions of a plan. */
  #next({ plan: text, planFile = '', yes = false }: ApplyOptions): Change[] {
    const candidates = this.#sources.findChanges(this.version + 1);
    const plan = text === undefined ? undefined : parsePlan(text, planFile);
    if (candidates.length === 0) return [];
    const compile = transformerCompiler(this.context.loader, planFile);
    const decided = plan && readDecisions(plan, candidates, compile);
    if (plan) checkTypes(plan, yes);
    const types = plan && typesIn(plan, compile, `types ${this.version + 1}`);
    const across = this.#sources.compare(candidates);
    const changes = candidates.map((candidate) => {
      const options = across.optionsFor(candidate, decided?.get(candidate.to.source.id));
      return this.#sources.advance(candidate, { ...options, types });
    });
    this.#sources.relate(across, changes);
    return changes;
  }

  /** The last update's modules in the versions before it. */
  #previous(): Change[] {
    const last = this.#done[this.#done.length - 1];
    if (!last) throw new RestitchError(nothingToRollBack());
    return this.#sources.takeBack(last.changes, last.brought, this.version + 1);
  }

  /** Values of changed types are brought into their new form before anything new runs. */
  #planTop(step: Step): TopPlan {
    return planTop(step, (code) => this.#planner.units.added(step.to, code));
  }

  #withMigration(top: TopPlan, { to, types }: Step, steps: readonly Step[]): TopPlan {
    if (!types || types.transforms.length === 0) return top;
    const versions = new Map(steps.map(({ from }) => [from.source.id, from]));
    const statement = migration(types, to.analysis.names.prefix, (file) => {
      return versions.get(file) ?? this.#sources.lineages.get(file)?.newest;
    });
    return {
      ...top,
      statements: [statement, ...top.statements],
      offsets: [-1, ...top.offsets],
    };
  }

  #record(changes: Change[], kind: HistoryEntry['kind'], result: ApplyResult): void {
    this.version += 1;
    const leaving = kind === 'rollback' ? (this.#done.pop()?.brought ?? []) : [];
    const brought = this.#sources.keep(leaving);
    if (kind !== 'rollback') this.#done.push({ changes: changes.map(pastOf), brought });
    for (const { step } of changes) {
      this.#sources.firstSeen.set(step.to.hash.split('~')[0] ?? '', this.version);
    }
    const files = changes.map(({ step }) => step.to.source.id);
    this.#history.push({
      ...{ version: this.version, time: new Date().toISOString(), kind, files },
      changes: changes.map(({ step: { from, to } }) => ({
        ...{ file: to.source.id, from: from.hash, to: to.hash },
      })),
      pauseMs: result.pauseMs,
      framesRebuilt: result.threads.reduce((sum, thread) => sum + thread.framesRebuilt, 0),
    });
  }

  async #attempt(group: ThreadGroup, attempt: Attempt): Promise<ApplyResult> {
    const { changes, options, kind } = attempt;
    this.#planner.reset();
    const base = { version: this.version, totalMs: 0, pauseMs: 0, threads: [] as ThreadResult[] };
    const steps = changes.map(({ step }) => step);
    const tops = changes.map(({ step }) =>
      this.#withMigration(withGiven(this.#planTop(step), step), step, steps),
    );
    const lost = kind === 'rollback' ? steps.flatMap(judgeWayBack) : [];
    const diagnostics = [...lost, ...judgeChanges(changes)];
    const commits = changes.map(({ lineage, step }, index) =>
      planCommit(lineage, step, tops[index], this.#planner.units),
    );
    for (const { to } of steps) keepRanges(this.context.loader.store, to);
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT;
    const pending = await loadImports(
      group,
      changes.map(({ step }, index) => ({
        id: step.to.source.id,
        sources: tops[index]?.imports ?? [],
      })),
    );
    const likely = await rehearse(group, this.#planner);
    // What this looks at in the two versions is then known when the threads stand still.
    for (const { lineage } of changes) lackingClosures(this.#planner.units, lineage);
    let stopped: Stopped[];
    const started = performance.now();
    try {
      stopped = await stopThreads(group, timeoutMs, {
        likely,
        functionsOn: (stack) => this.#planner.functionsOn(stack),
      });
      if (!stopped.some(({ agent }) => agent.id === 0)) {
        await releaseThreads(stopped.map(({ agent }) => agent));
        throw new ThreadError('ended', 'main', 'the program has ended');
      }
    } catch (error) {
      if (!(error instanceof ThreadError) || error.reason === 'ended') throw error;
      const where = error.message === '' ? '' : ` (${error.message})`;
      return {
        ...base,
        outcome: 'rolled-back',
        diagnostics: [threadWillNotStop(error.thread, timeoutMs, where)],
      };
    }
    let prepared: Prepared[];
    let units: Installed[][];
    try {
      await loadNow(pending);
      const preparing = stopped.map((thread) => unlessEnded(this.#prepare(thread)));
      prepared = (await Promise.all(preparing)).filter((thread) => thread !== undefined);
      const active = prepared.flatMap(({ frames, later }) => [...frames, ...later]);
      diagnostics.push(
        ...(await this.#judgeClosures(group, changes)),
        ...judgeFrames(this.#planner, active, options.yes === true),
      );
      const isRefused = diagnostics.some(({ severity }) => severity === 'error');
      units = isRefused ? [] : prepared.map((thread) => generate(this.#planner, thread));
    } catch (error) {
      await releaseThreads(stopped.map(({ agent }) => agent));
      throw error;
    }
    const isRefused = diagnostics.some(({ severity }) => severity === 'error');
    if (isRefused) {
      await releaseThreads(stopped.map(({ agent }) => agent));
      return { ...base, outcome: 'refused', diagnostics };
    }
    const failure = await this.#commit(prepared, units, commits, tops);
    const pauseMs = performance.now() - started;
    if (failure)
      return { ...base, outcome: 'rolled-back', pauseMs, diagnostics: [...diagnostics, failure] };
    const threads = await Promise.all(prepared.map((thread) => report(thread)));
    return { ...base, outcome: 'applied', pauseMs, threads, diagnostics };
  }

  async #prepare(stopped: Stopped): Promise<Prepared> {
    const { standing, agent } = stopped;
    // It has loaded something since it was asked, or has only started since.
    if (standing.versions !== this.#counts.get(agent.id)) await this.#learnFrom(agent);
    return { stopped, ...prepare(this.#planner, stopped) };
  }

  #topsOf({ request, waitingStack }: Stopped): OpenTop[] {
    if (request.kind !== 'arrive') return waitingStack ? this.#topsOnStack(waitingStack) : [];
    const { id, hash, fn, key } = request.leaf;
    const own = fn === 0 ? [{ id, hash, key }] : [];
    return [...own, ...this.#topsOnStack(request.stack)];
  }

  #topsOnStack(stack: RawStack): OpenTop[] {
    return topsOn(this.#planner.frames(stack));
  }

  /** A thread's part of the commits: see `withoutComing`. */
  #commitsFor(
    stopped: Stopped,
    commits: readonly ModuleCommit[],
    tops: readonly TopPlan[],
  ): readonly ModuleCommit[] {
    if (tops.every(({ offsets }) => offsets.length === 0)) return commits;
    const open = [...this.#topsOf(stopped), ...stopped.standing.tops];
    return withoutComing(this.#planner, commits, tops, open);
  }

  /** Commits in every thread, or in none. */
  async #commit(
    prepared: Prepared[],
    units: readonly Installed[][],
    commits: readonly ModuleCommit[],
    tops: readonly TopPlan[],
  ): Promise<Diagnostic | undefined> {
    const pins = this.#sources.pins();
    const waiting: Prepared[] = [];
    for (const [index, thread] of prepared.entries()) {
      const { stopped, order } = thread;
      try {
        const modules = this.#commitsFor(stopped, commits, tops);
        const install = units[index] ?? [];
        // One that is alone need not wait to hear of the others.
        const end = prepared.length === 1 ? { pins, answer: answerOf(order) } : undefined;
        const isOver = await stopped.agent.commit(
          { modules, install, ...(end && { end }) },
          stopped.isWaiting,
        );
        if (!isOver) waiting.push(thread);
      } catch (error) {
        if (error instanceof ThreadError && error.reason === 'ended') continue;
        await Promise.allSettled(prepared.map((thread) => thread.stopped.agent.call('undo')));
        await releaseThreads(prepared.map((thread) => thread.stopped.agent));
        return updateFailed(
          stopped.agent.name,
          error instanceof Error ? error.message : String(error),
        );
      }
    }
    await Promise.allSettled(
      waiting.map(({ stopped: { agent }, order }) =>
        agent.finish({ pins, answer: answerOf(order) }),
      ),
    );
    await Promise.allSettled(prepared.map(({ stopped: { agent } }) => agent.rebuilt()));
    return undefined;
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

/** Threads give the texts of functions from the store, which lacks the ranges of a version not yet loaded. */
function keepRanges(store: Store, { hash, model, analysis }: Version): void {
  const key = contentHash(hash);
  if (store.hasRanges(key)) return;
  try {
    store.putRanges(key, functionRanges(model, analysis.classes));
  } catch {
    // No room, no rights: the text is then the one that V8 has.
  }
}

/** The program has come to its end: the main thread is there no more. */
const isEnd = (error: unknown): boolean =>
  error instanceof ThreadError && error.reason === 'ended' && error.thread === 'main';

/** What the developer is told of a failure. */
function diagnosticsOf(error: unknown): Diagnostic[] {
  if (error instanceof RestitchError) return [...error.diagnostics];
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [internalError('The update', reason)];
}

/** What a rollback cannot bring back into its old form. */
const judgeWayBack = ({ to, decisions, types }: Step): Diagnostic[] =>
  [...decisions.lost, ...(types?.lost ?? [])].map((name) =>
    noWayBack({ file: to.source.id }, name),
  );

const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;
