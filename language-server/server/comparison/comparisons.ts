import type { DocumentUri } from 'vscode-languageserver';
import type { ActiveStatement } from '../../../protocol/baseline.js';
import { internalError, missingSource, type Diagnostic } from '../../../protocol/diagnostics.js';
import { sourceHash } from '../../../protocol/source-hash.js';
import { Superseded, type Analyser, type Job } from '../analysis/analyser.js';
import type { AnalysisRequest, AnalysisResult, ModuleView } from '../analysis/types.js';
import type { RunningSession } from '../sessions/running-session.js';
import type { Sessions } from '../sessions/sessions.js';
import type { DecisionStore } from './decisions.js';
import type { Texts } from './texts.js';

/** What came of comparing a file with what one session runs. */
export interface Side {
  session: RunningSession;
  /** The last comparison of a text that could be parsed. */
  view: ModuleView | undefined;
  /** Why there is none of the text as it is now. */
  problem: { diagnostic: Diagnostic; column: number } | undefined;
  /** The file lies nowhere any more. */
  isGone: boolean;
}

/** A file beside what runs of it. */
export interface Comparison {
  file: string;
  uri: DocumentUri;
  /** Of the document that was compared; `null` for what lies on disk. */
  version: number | null;
  sides: Map<string, Side>;
}

interface State {
  comparison: Comparison;
  timer: NodeJS.Timeout | undefined;
  running: Promise<void> | undefined;
  jobs: Set<Job>;
  generation: number;
}

export interface ComparisonsContext {
  sessions: Sessions;
  texts: Texts;
  analyser: Analyser;
  decisions: DecisionStore;
}

/** Compares files with what runs: some time after each edit, one at a time, the newest text only. */
export class Comparisons {
  readonly #context: ComparisonsContext;
  readonly #states = new Map<string, State>();
  readonly #listeners = new Set<(comparison: Comparison) => void>();

  constructor(context: ComparisonsContext) {
    this.#context = context;
  }

  /** Calls back when a comparison is up to date, and when its last session has gone. */
  onSettled(listener: (comparison: Comparison) => void): void {
    this.#listeners.add(listener);
  }

  /** The files that are compared, with what is known of them now. */
  all(): Comparison[] {
    return [...this.#states.values()].map(({ comparison }) => comparison);
  }

  /** Compares a file soon. What is under way for an older text of it is given up. */
  schedule(file: string, delayMs = 0): void {
    const state = this.#stateOf(file);
    clearTimeout(state.timer);
    this.#cancel(state);
    state.timer = setTimeout(() => this.#begin(state), delayMs);
  }

  /** Waits until a file's comparison is of its newest text. */
  async settled(file: string): Promise<Comparison | undefined> {
    const state = this.#states.get(file);
    if (!state) return undefined;
    while (state.timer || state.running) {
      if (state.timer) this.#begin(state);
      await state.running;
    }
    return this.#states.get(file)?.comparison;
  }

  /**
   * Compares a file once more, with all that a review shows of it; `undefined` when it does not run.
   * @param active Where the program is, as the review has it.
   */
  async review(
    file: string,
    session: RunningSession,
    active: ActiveStatement[],
  ): Promise<AnalysisResult | undefined> {
    const { analyser, decisions, texts } = this.#context;
    const base = await session.base(file);
    if (!base) return undefined;
    const isGone = texts.isGone(file, base.authored);
    const authored = isGone ? '' : texts.current(file)?.text;
    if (authored === undefined)
      return { kind: 'syntax', diagnostic: missingSource(file), column: 0 };
    const decided = decisions.of(file);
    const around = { isGone, ...this.#around(session) };
    return analyser.start({ base, authored, active, decided, review: true, ...around }).result;
  }

  /** Whether a file that runs lies nowhere any more. */
  isGone(file: string): boolean {
    const sides = this.#states.get(file)?.comparison.sides.values() ?? [];
    return [...sides].some(({ isGone }) => isGone);
  }

  async allSettled(): Promise<Comparison[]> {
    await Promise.all([...this.#states.keys()].map((file) => this.settled(file)));
    return this.all();
  }

  /** Takes away what came of one session. */
  forget(session: RunningSession): void {
    for (const state of this.#states.values()) {
      const { sides } = state.comparison;
      if (sides.get(session.name)?.session !== session) continue;
      sides.delete(session.name);
      this.#settle(state);
    }
  }

  close(): void {
    for (const state of this.#states.values()) {
      clearTimeout(state.timer);
      this.#cancel(state);
    }
    this.#states.clear();
    this.#listeners.clear();
  }

  #stateOf(file: string): State {
    let state = this.#states.get(file);
    if (!state) {
      const uri = this.#context.texts.uriOf(file);
      const comparison: Comparison = { file, uri, version: null, sides: new Map() };
      const none = { timer: undefined, running: undefined, jobs: new Set<Job>(), generation: 0 };
      state = { comparison, ...none };
      this.#states.set(file, state);
    }
    return state;
  }

  #cancel(state: State): void {
    state.generation += 1;
    for (const job of state.jobs) job.cancel();
    state.jobs.clear();
  }

  #begin(state: State): void {
    clearTimeout(state.timer);
    state.timer = undefined;
    const running = this.#compare(state).finally(() => {
      if (state.running === running) state.running = undefined;
    });
    state.running = running;
  }

  async #compare(state: State): Promise<void> {
    const { generation, comparison } = state;
    const { sessions, texts } = this.#context;
    const { file } = comparison;
    const current = texts.current(file);
    comparison.uri = texts.uriOf(file);
    const running = sessions.withFile(file);
    const sides = await Promise.all(
      running.map((session) => this.#side(state, session, current?.text)),
    );
    if (state.generation !== generation || sides.some((side) => side === 'superseded')) return;
    comparison.version = current?.version ?? null;
    const before = isMissed(comparison);
    comparison.sides.clear();
    for (const side of sides) {
      if (side !== undefined && side !== 'superseded') {
        comparison.sides.set(side.session.name, side);
      }
    }
    this.#settle(state);
    this.#pass(state, current?.text ?? '');
    // Whether the program can do without a file is up to what imports it.
    if (!this.isGone(file) || isMissed(comparison) !== before) this.#scheduleGone(file);
  }

  #scheduleGone(except: string): void {
    for (const { comparison } of this.#states.values()) {
      const { file } = comparison;
      if (file !== except && this.isGone(file)) this.schedule(file);
    }
  }

  /** What an analysis is to know of the rest of a session. */
  #around(
    session: RunningSession,
  ): Pick<AnalysisRequest, 'session' | 'changed' | 'unloaded' | 'loaded'> {
    const changed = this.all().filter(
      ({ sides }) => sides.get(session.name)?.view?.isChanged === true,
    );
    return {
      session: session.name,
      changed: changed.map(({ file }) => file),
      unloaded: this.#context.texts.openTexts((file) => !session.runs(file)),
      loaded: session.files,
    };
  }

  /** Compares the files again that a file has exchanged code with, where they know an older text of it. */
  #pass({ comparison }: State, text: string): void {
    const { file, sides } = comparison;
    const hash = sourceHash(text);
    for (const { comparison: other } of this.#states.values()) {
      for (const [name, { view }] of other.sides) {
        if (other.file === file || !view) continue;
        const own = sides.get(name)?.view;
        const isRelated = own?.others[other.file] !== undefined;
        const known = view.others[file];
        const isStale = own?.isChanged === true ? known !== hash : known !== undefined;
        if (isStale && (isRelated || known !== undefined)) this.schedule(other.file);
      }
    }
  }

  /** A comparison without sides has nothing to say, unless its document is open. */
  #settle(state: State): void {
    const { comparison } = state;
    const isOver = comparison.sides.size === 0 && !this.#context.texts.isOpen(comparison.file);
    if (isOver && !state.timer) this.#states.delete(comparison.file);
    for (const listener of this.#listeners) listener(comparison);
  }

  async #side(
    state: State,
    session: RunningSession,
    text: string | undefined,
  ): Promise<Side | 'superseded' | undefined> {
    const { generation, comparison } = state;
    const { file, sides } = comparison;
    const base = await session.base(file);
    if (!base) return undefined;
    const active = session.activeIn(file);
    const isGone = this.#context.texts.isGone(file, base.authored);
    const authored = isGone ? '' : text;
    const isSame = authored === base.authored;
    if (isSame && (active.length === 0 || !this.#context.texts.isOpen(file))) return undefined;
    const known = sides.get(session.name)?.view;
    if (authored === undefined) {
      const problem = { diagnostic: missingSource(file), column: 0 };
      return { session, view: known, problem, isGone };
    }
    if (state.generation !== generation) return 'superseded';
    const decided = this.#context.decisions.of(file);
    const around = { isGone, ...this.#around(session) };
    const job = this.#context.analyser.start({ base, authored, active, decided, ...around });
    state.jobs.add(job);
    try {
      const result = await job.result;
      if (result.kind === 'view') return { session, view: result.view, problem: undefined, isGone };
      return { session, view: known, problem: result, isGone };
    } catch (error) {
      if (error instanceof Superseded) return 'superseded';
      const reason = error instanceof Error ? error.message : String(error);
      const diagnostic = internalError('The comparison with what runs', reason);
      return { session, view: known, problem: { diagnostic, column: 0 }, isGone };
    } finally {
      state.jobs.delete(job);
    }
  }
}

const isMissed = ({ sides }: Comparison): boolean =>
  [...sides.values()].some(({ isGone, problem }) => isGone && problem !== undefined);
