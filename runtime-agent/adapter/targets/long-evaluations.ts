import { setTimeout as sleep } from 'node:timers/promises';
import { parse, parseExpressionAt, type Options } from 'acorn';
import { evaluationEnded, RestitchError } from '../../../protocol/diagnostics.js';
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

/**
 * What a process's main thread evaluates while it is stopped, for as long as it takes. The coordinator ends such
 * an evaluation when it is asked to, or when this connection to it is gone; see runtime-agent/agent/evaluations.ts.
 */
export class LongEvaluations {
  readonly #session: () => Promise<SessionConnection | undefined>;
  readonly #running = new Set<Promise<unknown>>();
  #number: Promise<number> | undefined;

  constructor(session: () => Promise<SessionConnection | undefined>) {
    this.#session = session;
  }

  /** How an expression is to be evaluated that may take any time; `undefined` where nobody could end it. */
  async wrap(expression: string): Promise<Wrap | undefined> {
    if (namesPrivate(expression)) return undefined;
    const number = await (this.#number ??= this.#ask());
    if (number === 0) return undefined;
    return (text) => {
      const inside = isExpression(text) ? `(${text}\n)` : `eval(${JSON.stringify(text)})`;
      return `${host}.evaluations.run(${number},()=>${inside})`;
    };
  }

  async #ask(): Promise<number> {
    const session = await this.#session();
    const answer = await session?.call('guardEvaluations', undefined).catch(() => undefined);
    return answer?.number ?? 0;
  }

  /**
   * Takes note of an evaluation.
   * @param signal ends it
   */
  async run<T>(evaluation: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const end = (): void => void this.end().catch(() => undefined);
    this.#running.add(evaluation);
    signal?.addEventListener('abort', end, { once: true });
    try {
      return await evaluation;
    } catch (error) {
      if (error instanceof Error && INTERRUPTED.test(error.message))
        throw new RestitchError(evaluationEnded());
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
      this.#running.delete(evaluation);
    }
  }

  /**
   * Ends what is under way; done when the thread can be reached again.
   * @returns whether anything was
   */
  async end(): Promise<boolean> {
    if (this.#running.size === 0) return false;
    const [session, number] = await Promise.all([this.#session(), this.#number]);
    while (this.#running.size > 0 && session && number) {
      await session.call('endEvaluation', { number }).catch(() => undefined);
      if (session.ended) break;
      await Promise.race([Promise.allSettled(this.#running), sleep(LOOK)]);
    }
    return true;
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
