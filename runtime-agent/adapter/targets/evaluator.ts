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

/** Values that are of interest only while a thread stands still. */
export const STOP_GROUP = 'restitch-stop';

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
    wrap: Wrap = (text) => text,
  ): Promise<Protocol.Runtime.RemoteObject> {
    const { call, script, place } = frame;
    const thread = this.#thread;
    if (!call) return this.globally(expression, options, wrap);
    await thread.expectFrame(frame);
    if (options.objectGroup === STOP_GROUP) this.#hasValues = true;
    const { result, exceptionDetails } = await thread.session.send('Debugger.evaluateOnCallFrame', {
      callFrameId: call.callFrameId,
      expression: wrap(rewriteAt(script, place, expression) ?? expression),
      generatePreview: true,
      ...options,
    });
    if (!exceptionDetails) return result;
    const text = exceptionText(exceptionDetails);
    if (script.kind === 'unit' && /^ReferenceError: \S+ is not defined/.test(text)) {
      const { includeCommandLineAPI: _, timeout: __, ...others } = options;
      const found = await evaluateByValues(thread, frame, expression, others, wrap);
      if (found && !found.exceptionDetails) return found.result;
    }
    throw new EvaluationError(text);
  }

  /** Evaluates an expression in the global scope; see `inFrame`. */
  async globally(
    expression: string,
    options: EvaluateOptions & { replMode?: boolean; awaitPromise?: boolean } = {},
    wrap: Wrap = (text) => text,
  ): Promise<Protocol.Runtime.RemoteObject> {
    if (options.objectGroup === STOP_GROUP) this.#hasValues = true;
    const { result, exceptionDetails } = await this.#thread.session.send('Runtime.evaluate', {
      ...{ expression: wrap(expression), generatePreview: true },
      ...options,
    });
    if (exceptionDetails) throw new EvaluationError(exceptionText(exceptionDetails));
    return result;
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
