import {
  internalError,
  RestitchError,
  threadWillNotStop,
  type Diagnostic,
} from '../../../protocol/diagnostics.js';
import { ThreadError } from '../thread-link.js';

/** How long the threads have for stopping, in ms, when the developer has said nothing of it. */
export const DEFAULT_TIMEOUT = 5000;

/** The program has come to its end: the main thread is there no more. */
export const isEnd = (error: unknown): boolean =>
  error instanceof ThreadError && error.reason === 'ended' && error.thread === 'main';

/** What the developer is told of a failure. */
export function diagnosticsOf(error: unknown): Diagnostic[] {
  if (error instanceof RestitchError) return [...error.diagnostics];
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [internalError('The update', reason)];
}

/** What the developer is told of a thread that cannot be stopped. */
export function stuck({ thread, message }: ThreadError, timeoutMs = DEFAULT_TIMEOUT): Diagnostic {
  return threadWillNotStop(thread, timeoutMs, message === '' ? '' : ` (${message})`);
}
