import type { Protocol } from 'devtools-protocol';
import { evaluateByValues } from '../values/by-values.js';
import { exceptionText } from '../values/objects.js';
import { rewriteAt } from '../values/rewrite.js';
import type { Frame } from './frame.js';
import type { DebugThread } from './thread.js';

/** What an expression has thrown. */
export class EvaluationError extends Error {}

export interface EvaluateOptions {
  throwOnSideEffect?: boolean;
  objectGroup?: string;
  silent?: boolean;
  includeCommandLineAPI?: boolean;
  timeout?: number;
}

/** Has an expression, as the thread is to evaluate it, evaluated in another way. */
export type Wrap = (expression: string) => string;

const asIs: Wrap = (expression) => expression;

/**
 * How long a stopped thread may evaluate what nobody can end, in milliseconds. V8 ends by itself what takes longer, as an
 * exception that nothing catches; Node deals with no message, not even one to end it, as long as it evaluates.
 */
const LIMIT = 15_000;

/** Values that are of interest only while a thread stands still. */
export const STOP_GROUP = 'restitch-stop';

/** Runs a text as a script of its own, in the global scope, from within any frame: what it declares stays. */
function asScript(text: string): string {
  const script = JSON.stringify(text);
  return `(vm=>vm?new vm.Script(${script},{filename:''}).runInThisContext():(0,eval)(${script}))(globalThis.process?.getBuiltinModule?.('vm'))`;
}

/** Evaluates the developer's expressions in one thread. */
export class Evaluator {
  readonly #thread: DebugThread;
  /** Something was evaluated that is only to be seen during this stop. */
  #hasValues = false;

  constructor(thread: DebugThread) {
    this.#thread = thread;
  }

  /**
   * Evaluates an expression of the author's in a frame.
   * @throws {EvaluationError} when it throws
   */
  async inFrame(
    frame: Frame,
    expression: string,
    options: EvaluateOptions = {},
    wrap?: Wrap,
  ): Promise<Protocol.Runtime.RemoteObject> {
    const { call, script, place } = frame;
    const thread = this.#thread;
    if (!call) return this.globally(expression, options, wrap);
    await thread.expectFrame(frame);
    if (options.objectGroup === STOP_GROUP) this.#hasValues = true;
    const text = rewriteAt(script, place, expression) ?? expression;
    const { result, exceptionDetails } = await this.#sendIn(call, text, options, wrap);
    if (!exceptionDetails) return result;
    const thrown = exceptionText(exceptionDetails);
    if (script.kind === 'unit' && /^ReferenceError: \S+ is not defined/.test(thrown)) {
      const { includeCommandLineAPI: _, timeout: __, ...others } = options;
      const found = await evaluateByValues(thread, frame, expression, others, wrap ?? asIs);
      if (found && !found.exceptionDetails) return found.result;
    }
    throw new EvaluationError(thrown);
  }

  /** What nobody can end has a limit. */
  #sendIn(
    { callFrameId }: Protocol.Debugger.CallFrame,
    text: string,
    options: EvaluateOptions,
    wrap: Wrap | undefined,
  ): Promise<Protocol.Debugger.EvaluateOnCallFrameResponse> {
    return this.#thread.session.send('Debugger.evaluateOnCallFrame', {
      ...{ callFrameId, expression: wrap?.(text) ?? text, generatePreview: true },
      ...(wrap ? {} : { timeout: LIMIT }),
      ...options,
    });
  }

  /** Evaluates an expression in the global scope; see `inFrame`. */
  async globally(
    expression: string,
    options: EvaluateOptions & { replMode?: boolean; awaitPromise?: boolean } = {},
    wrap?: Wrap,
  ): Promise<Protocol.Runtime.RemoteObject> {
    if (options.objectGroup === STOP_GROUP) this.#hasValues = true;
    const { result, exceptionDetails } = await this.#sendGlobally(expression, options, wrap);
    if (exceptionDetails) throw new EvaluationError(exceptionText(exceptionDetails));
    return result;
  }

  /**
   * Of a thread that is stopped, V8 ends nothing that is evaluated without a frame, by no time limit and no signal, and
   * answers in REPL mode when a promise is settled, which none is then (seen on Node 20 and 26).
   */
  #sendGlobally(
    expression: string,
    options: EvaluateOptions & { replMode?: boolean; awaitPromise?: boolean },
    wrap: Wrap | undefined,
  ): Promise<Protocol.Debugger.EvaluateOnCallFrameResponse> {
    const { session, stopped } = this.#thread;
    const { replMode: _, awaitPromise: __, ...others } = options;
    const call = stopped?.innermost?.call ?? stopped?.event.top;
    // Code that is evaluated by code counts as a side effect.
    if (call)
      return this.#sendIn(
        call,
        options.throwOnSideEffect ? expression : asScript(expression),
        others,
        wrap,
      );
    const { timeout: ___, ...unlimited } = options;
    return session.send('Runtime.evaluate', {
      ...{ expression, generatePreview: true },
      ...(stopped ? others : unlimited),
    });
  }

  /** Lets go of what was only to be seen during a stop. */
  releaseValues(): void {
    // Most steps have none, and what is sent in front of a step makes it wait.
    if (!this.#hasValues) return;
    this.#hasValues = false;
    this.#thread.session
      .send('Runtime.releaseObjectGroup', { objectGroup: STOP_GROUP })
      .catch(() => undefined);
  }
}
