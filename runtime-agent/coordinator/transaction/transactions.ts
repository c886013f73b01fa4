import { fileURLToPath } from 'node:url';
import { sessionEnded, type Diagnostic } from '../../../protocol/diagnostics.js';
import type { Baseline, SessionSource } from '../../../protocol/baseline.js';
import type { ApplyResult, HistoryEntry, Outcome, PlanResult } from '../../../protocol/results.js';
import type { ApplyOptions, JumpOptions, PlanOptions } from '../../../protocol/rpc.js';
import { LARGE_TEXT } from '../../../program-model/model/index.js';
import { Planner } from '../../update/director.js';
import { parsePlan } from '../../update/plan-decisions.js';
import { describePlan } from '../../update/plan-text.js';
import { judgeFrames } from '../../update/questions.js';
import { describeBaseline, observe, outdatedIn, type Observation } from '../baseline.js';
import { jump } from '../jump.js';
import { ThreadError } from '../thread-link.js';
import type { EngineContext, UpdateEngine } from '../update-engine.js';
import { judgeChanges, judgeCode, makePlan, transformerCompiler } from '../update-planning.js';
import { UpdateService } from '../update-service.js';
import { contentHash, Sources, type Change } from '../update-sources.js';
import { attempt } from './attempt.js';
import { nextChanges } from './changes.js';
import { existingAmong, judgeExisting } from './existing-functions.js';
import { diagnosticsOf, isEnd, stuck } from './failures.js';
import { History } from './history.js';
import { LoadedModules } from './loaded-modules.js';

/** Makes the engine of one process; see design §7 for the transaction's phases. */
export function createUpdateEngine(context: EngineContext): UpdateEngine {
  return new Transactions(context);
}

class Transactions implements UpdateEngine {
  readonly #sources: Sources;
  readonly #planner: Planner;
  readonly #service: UpdateService;
  readonly #history: History;
  readonly #loaded: LoadedModules;

  constructor(readonly context: EngineContext) {
    this.#sources = new Sources(context.loader);
    this.#loaded = new LoadedModules(this.#sources, context.rows);
    const { lineages } = this.#sources;
    this.#planner = new Planner(
      lineages,
      () => this.#loaded.agentScript,
      (script, hash) => {
        const lineage = lineages.get(pathOf(script));
        return hash === undefined ? lineage?.versions[0] : lineage?.version(hash);
      },
    );
    this.#service = new UpdateService(context.threads, context.rows, this.#planner);
    this.#history = new History(this.#sources, context.session.started);
  }

  get version(): number {
    return this.#history.version;
  }

  history(): HistoryEntry[] {
    return this.#history.entries;
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
      await this.#loaded.learn(group, this.version);
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
        existing: (closures) => existingAmong(group, closures),
      });
      ({ changes } = planned);
      const frames = outdatedIn(seen, this.#sources, this.#planner);
      const diagnostics = [
        ...planned.diagnostics,
        ...judgeChanges(changes),
        ...(await judgeExisting(group, this.#planner, changes)),
        ...judgeFrames(this.#planner, frames, false),
        ...judgeCode(this.#planner, frames),
      ];
      const { plan } = planned;
      const outcome = candidates.length === 0 ? 'nothing-to-do' : 'planned';
      return { outcome, plan, text: describePlan(plan, diagnostics), diagnostics };
    } catch (error) {
      return { outcome: 'refused', text: '', diagnostics: diagnosticsOf(error) };
    } finally {
      this.#takeBack(changes);
      group.close();
    }
  }

  tidy(): void {
    const retired = new Set(this.#sources.retire(this.#loaded.versions));
    if (retired.size > 0) this.#planner.forget((version) => retired.has(version));
  }

  apply(options: ApplyOptions): Promise<ApplyResult> {
    const { loader } = this.context;
    return this.#carryOut('update', options, () =>
      nextChanges(this.#sources, loader, this.version + 1, options),
    );
  }

  rollback(): Promise<ApplyResult> {
    return this.#carryOut('rollback', { yes: true }, () => this.#history.previous());
  }

  async jump(options: JumpOptions): Promise<void> {
    const group = await this.context.threads.open();
    try {
      await this.#loaded.learn(group, this.version);
      await jump(group, this.#planner, options);
    } finally {
      group.close();
    }
  }

  async #carryOut(
    kind: HistoryEntry['kind'],
    options: ApplyOptions,
    find: () => Change[],
  ): Promise<ApplyResult> {
    const start = performance.now();
    const group = await this.context.threads.open(options.timeoutMs);
    const loaded = this.#loaded;
    let changes: Change[] = [];
    let isDone = false;
    try {
      await loaded.learn(group, this.version, options.timeoutMs);
      changes = find();
      await loaded.copies.collect(group, changes);
      loaded.copies.refuse(changes);
      if (changes.length === 0) return this.#result('nothing-to-do', start, []);
      const result = await attempt(
        { sources: this.#sources, planner: this.#planner, loaded },
        { group, changes, options, kind },
      );
      isDone = result.outcome === 'applied';
      if (isDone) this.#history.record(changes, kind, result);
      return { version: this.version, totalMs: performance.now() - start, ...result };
    } catch (error) {
      if (error instanceof ThreadError && error.reason === 'timeout') {
        return this.#result('rolled-back', start, [stuck(error, options.timeoutMs)]);
      }
      const ended = [sessionEnded(this.context.session.name)];
      return this.#result('refused', start, isEnd(error) ? ended : diagnosticsOf(error));
    } finally {
      if (!isDone) this.#takeBack(changes);
      group.close();
    }
  }

  /** What was to be done has not come to be. */
  #takeBack(changes: readonly Change[]): void {
    for (const { lineage } of changes) lineage.pop();
    this.#sources.forget();
    this.#planner.reset();
  }

  #result(outcome: Outcome, start: number, diagnostics: Diagnostic[]): ApplyResult {
    const totalMs = performance.now() - start;
    return { outcome, version: this.version, pauseMs: 0, totalMs, threads: [], diagnostics };
  }
}

const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;
