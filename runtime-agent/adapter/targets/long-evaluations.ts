import { setTimeout as sleep } from 'node:timers/promises';
import { parse, parseExpressionAt, type Options } from 'acorn';
import { evaluationEnded, RestitchError } from '../../../protocol/diagnostics.js';
import { EVALUATION_NUMBERS } from '../../coordinator/evaluation-guard.js';
import { hostKey } from '../../coordinator/thread-link.js';
import type { SessionConnection } from '../../client/connection.js';
import type { Wrap } from './evaluator.js';

const syntax: Options = {
  ...{ ecmaVersion: 'latest', allowSuperOutsideMethod: true },
  ...{ allowAwaitOutsideFunction: true, allowReturnOutsideFunction: true },
};

const host = `globalThis[Symbol.for(${JSON.stringify(hostKey)})]`;

/** What Node throws then (ERR_SCRIPT_EXECUTION_INTERRUPTED). */
const INTERRUPTED = /^Error: Script execution was interrupted by `SIGINT`/;

/** How often an evaluation is ended that may not have begun yet, in milliseconds. */
const LOOK = 20;

/** An evaluation that can be ended. */
export interface LongEvaluation {
  readonly number: number;
  readonly wrap: Wrap;
}

/**
 * What a process's main thread evaluates while it is stopped, for as long as it takes. The coordinator ends such
 * an evaluation when it is asked to, or when this connection to it is gone; see runtime-agent/agent/evaluations.ts.
 */
export class LongEvaluations {
  readonly #session: () => Promise<SessionConnection | undefined>;
  readonly #running = new Map<number, Promise<unknown>>();
  #first: Promise<number> | undefined;
  #begun = 0;

  constructor(session: () => Promise<SessionConnection | undefined>) {
    this.#session = session;
  }

  /** How an expression is to be evaluated that may take any time; `undefined` where nobody could end it. */
  async begin(expression: string): Promise<LongEvaluation | undefined> {
    if (namesPrivate(expression)) return undefined;
    const first = await (this.#first ??= this.#ask());
    if (first === 0) return undefined;
    const number = first + (this.#begun++ % EVALUATION_NUMBERS);
    const wrap: Wrap = (text) => {
      const inside = isExpression(text) ? `(${text}\n)` : `eval(${JSON.stringify(text)})`;
      return `${host}.evaluations.run(${number},()=>${inside})`;
    };
    return { number, wrap };
  }

  async #ask(): Promise<number> {
    const session = await this.#session();
    const answer = await session?.call('guardEvaluations', undefined).catch(() => undefined);
    return answer?.first ?? 0;
  }

  /**
   * Takes note of an evaluation.
   * @param signal ends it, and no other
   */
  async run<T>(
    { number }: LongEvaluation,
    evaluation: Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const end = (): void => void this.#end(number).catch(() => undefined);
    this.#running.set(number, evaluation);
    signal?.addEventListener('abort', end, { once: true });
    try {
      return await evaluation;
    } catch (error) {
      if (error instanceof Error && INTERRUPTED.test(error.message))
        throw new RestitchError(evaluationEnded());
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
      this.#running.delete(number);
    }
  }

  /**
   * Ends what is under way; done when the thread can be reached again.
   * @returns whether anything was
   */
  async end(): Promise<boolean> {
    const numbers = [...this.#running.keys()];
    // One at a time, as the thread evaluates them.
    for (const number of numbers) await this.#end(number);
    return numbers.length > 0;
  }

  async #end(number: number): Promise<void> {
    const session = await this.#session();
    for (let evaluation; session && (evaluation = this.#running.get(number));) {
      await session.call('endEvaluation', { number }).catch(() => undefined);
      if (session.ended) break;
      await Promise.race([Promise.allSettled([evaluation]), sleep(LOOK)]);
    }
  }
}

function isExpression(text: string): boolean {
  try {
    return text.slice(parseExpressionAt(text, 0, syntax).end).trim() === '';
  } catch {
    return false;
  }
}

/** V8 lets a debugger name private fields outside of their class, but not in a function in the expression. */
function namesPrivate(text: string): boolean {
  const parses = (checkPrivateFields: boolean): boolean => {
    try {
      parse(text, { ...syntax, checkPrivateFields });
      return true;
    } catch {
      return false;
    }
  };
  return text.includes('#') && !parses(true) && parses(false);
}
