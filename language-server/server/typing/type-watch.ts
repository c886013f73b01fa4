import type { TypeText } from '../../../protocol/baseline.js';
import type { Diagnostic } from '../../../protocol/diagnostics.js';
import type { Decision } from '../../../protocol/lsp/index.js';
import { PLAN_FORMAT, type ModulePlan, type UpdatePlan } from '../../../protocol/plan.js';
import { fileKind } from '../../../runtime-agent/loader/file-kind.js';
import { typeQuestions } from '../../../runtime-agent/update/type-questions.js';
import type { TypedPlan } from '../../types/typed-plan.js';
import type { Base } from '../analysis/types.js';
import type { Comparisons } from '../comparison/comparisons.js';
import type { Texts } from '../comparison/texts.js';
import type { RunningSession } from '../sessions/running-session.js';
import type { Sessions } from '../sessions/sessions.js';
import type { TypeChecker } from './threaded-types.js';
import { textOnDisk, type TypeRequest } from './type-check.js';
import { TypeDecisions } from './type-decisions.js';
import { typedEntries, type TypedEntry } from './typed-entries.js';

export interface TypeWatchContext {
  sessions: Sessions;
  texts: Texts;
  comparisons: Comparisons;
  checker: TypeChecker;
}

/** What came of looking at one session's plan. */
interface Found {
  questions: Diagnostic[];
  /** With what TypeScript says, and without what was decided about that. */
  plan: UpdatePlan;
  /** What the plan was of; another look at the same is not worth it. */
  key: string;
}

/** Types are looked at when this many milliseconds have passed without an edit, beyond a comparison's own. */
const PAUSE_MS = 400;

/** Times that a plan is looked at again when a look at newer texts has overtaken it. */
const TRIES = 5;

const isTypeScript = (file: string): boolean => fileKind(file).typescript;

/**
 * Tells what changed types ask, while the developer types: behind the comparisons, whose answers never wait
 * for it.
 */
export class TypeWatch {
  pauseMs = PAUSE_MS;
  readonly decisions = new TypeDecisions();
  readonly #context: TypeWatchContext;
  readonly #found = new Map<RunningSession, Found>();
  readonly #timers = new Map<RunningSession, NodeJS.Timeout>();
  readonly #listeners = new Set<(files: readonly string[]) => void>();
  readonly #rounds = new Map<RunningSession, number>();

  constructor(context: TypeWatchContext) {
    this.#context = context;
    context.comparisons.onSettled(({ file }) => {
      if (isTypeScript(file)) this.schedule();
    });
    context.sessions.onEvent((event) => {
      const { session } = event;
      if (event.kind === 'updated' && event.notice.outcome === 'applied') this.decisions.clear();
      if (event.kind !== 'ended') return this.#schedule(session);
      this.#forget(session);
      if (context.sessions.all().length === 0) this.decisions.clear();
    });
  }

  /** Calls back with the files of which something else is to be told. */
  onFound(listener: (files: readonly string[]) => void): void {
    this.#listeners.add(listener);
  }

  /** What is open of a file because of types; what several sessions say alike is said once. */
  questionsOf(file: string): Diagnostic[] {
    const all = [...this.#found.values()].flatMap(({ questions }) => questions);
    const own = all.filter((question) => question.file === file);
    return [...new Map(own.map((question) => [JSON.stringify(question), question])).values()];
  }

  /** The entries of a document that types have put questions into. */
  entriesOf(file: string): TypedEntry[] {
    return [...this.#found.values()].flatMap(({ plan }) => typedEntries(file, plan));
  }

  /**
   * Takes a decision about values of changed types.
   * @returns Why it cannot be, if so.
   */
  decide(file: string, decision: Decision): string | undefined {
    let reason: string | undefined = 'The plan has no such entry.';
    for (const { plan } of this.#found.values()) {
      reason = this.decisions.decide(file, plan, decision);
      if (reason === undefined) break;
    }
    if (reason !== undefined) return reason;
    for (const [session, { plan, key }] of this.#found) {
      this.#tell(session, { ...this.#askedBy(plan), key });
    }
    return undefined;
  }

  #askedBy(plan: UpdatePlan): Pick<Found, 'questions' | 'plan'> {
    return { plan, questions: typeQuestions(this.decisions.into(plan)) };
  }

  /** Looks soon at all that has changed: a file that only declares types belongs to no comparison. */
  schedule(): void {
    for (const session of this.#context.sessions.all()) this.#schedule(session);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#listeners.clear();
    this.#context.checker.close();
  }

  #schedule(session: RunningSession): void {
    clearTimeout(this.#timers.get(session));
    const timer = setTimeout(() => {
      this.#timers.delete(session);
      void this.#look(session).catch(() => undefined); // the session has ended
    }, this.pauseMs);
    this.#timers.set(session, timer);
  }

  #forget(session: RunningSession): void {
    clearTimeout(this.#timers.get(session));
    this.#timers.delete(session);
    this.#rounds.delete(session);
    this.#tell(session, undefined);
  }

  /** @throws {RestitchError} when the session has ended */
  async #look(session: RunningSession): Promise<void> {
    const round = (this.#rounds.get(session) ?? 0) + 1;
    this.#rounds.set(session, round);
    const isOver = (): boolean => this.#rounds.get(session) !== round;
    const plan = await this.#planOf(session);
    if (isOver()) return;
    if (plan.modules.length === 0) return this.#tell(session, undefined);
    const texts = await this.#texts(session);
    const key = JSON.stringify([plan, texts]);
    if (isOver() || this.#found.get(session)?.key === key) return;
    const typed = await this.#check(session, plan, texts);
    if (isOver() || !typed) return;
    this.#tell(session, { ...this.#askedBy(typed.plan), key });
  }

  /**
   * A session's plan with what TypeScript says of it: as it is where no TypeScript has changed, or
   * nothing can be said.
   */
  async typed(session: RunningSession, plan: UpdatePlan): Promise<UpdatePlan> {
    const modules = plan.modules.filter(({ file }) => isTypeScript(file));
    if (modules.length === 0) return plan;
    const texts = await this.#texts(session);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const typed = await this.#check(session, { ...plan, modules }, texts);
      if (!typed) continue; // overtaken by a look at newer texts
      const own = new Map(typed.plan.modules.map((module) => [module.file, module]));
      return this.decisions.into({
        ...typed.plan,
        modules: plan.modules.map((module) => own.get(module.file) ?? module),
      });
    }
    return plan;
  }

  async #check(
    session: RunningSession,
    plan: UpdatePlan,
    texts: Pick<TypeRequest, 'declared' | 'buffers'>,
  ): Promise<TypedPlan | null> {
    const bases = await Promise.all(plan.modules.map(({ file }) => session.base(file)));
    const known = bases.filter((base): base is Base => base !== undefined);
    return this.#context.checker.check({ plan, bases: known, loaded: session.files, ...texts });
  }

  /** What the checker reads beside the plan. */
  async #texts(session: RunningSession): Promise<Pick<TypeRequest, 'declared' | 'buffers'>> {
    const declared = await this.#declared(session);
    return { declared, buffers: this.#context.texts.openTexts(isTypeScript) };
  }

  /** The session's changed TypeScript modules. */
  async #planOf(session: RunningSession): Promise<UpdatePlan> {
    const modules: ModulePlan[] = [];
    for (const { file, sides } of await this.#context.comparisons.allSettled()) {
      const { view, problem } = sides.get(session.name) ?? {};
      if (isTypeScript(file) && view?.isChanged === true && !problem) modules.push(view.plan);
    }
    return { format: PLAN_FORMAT, modules };
  }

  /** Old texts of files that are not run: of those in buffers, what lies on disk. */
  async #declared(session: RunningSession): Promise<TypeText[]> {
    const saved = await session.call('typeTexts', undefined);
    const known = new Set(saved.map(({ file }) => file));
    const { texts } = this.#context;
    const unsaved = texts
      .openTexts((file) => isTypeScript(file) && !session.runs(file) && !known.has(file))
      .filter(({ file }) => texts.isUnsaved(file))
      .map(({ file }): TypeText => ({ file, text: textOnDisk(file) ?? null }));
    return [...saved, ...unsaved];
  }

  #tell(session: RunningSession, found: Found | undefined): void {
    const before = this.#found.get(session);
    if (found) this.#found.set(session, found);
    else this.#found.delete(session);
    const told = [...(before?.questions ?? []), ...(found?.questions ?? [])];
    const files = new Set(told.flatMap(({ file }) => file ?? []));
    if (files.size === 0) return;
    for (const listener of this.#listeners) listener([...files]);
  }
}
