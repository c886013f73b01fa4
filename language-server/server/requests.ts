import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
} from 'vscode-languageserver';
import { RestitchError } from '../../protocol/diagnostics.js';

/**
 * Makes a request handler. It throws errors of the protocol only: `RequestCancelled` as soon as the
 * request is cancelled; `RequestFailed` with `{ diagnostics }` for what the developer is to be told.
 */
export function answering<P, R>(
  work: (params: P) => Promise<R> | R,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    if (token.isCancellationRequested) throw cancelled();
    let stop = (): void => undefined;
    const cancellation = new Promise<never>((_resolve, reject) => {
      const registration = token.onCancellationRequested(() => reject(cancelled()));
      stop = () => registration.dispose();
    });
    try {
      return await Promise.race([Promise.resolve(params).then(work), cancellation]);
    } catch (error) {
      throw failureOf(error);
    } finally {
      stop();
    }
  };
}

const cancelled = (): ResponseError<unknown> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');

function failureOf(error: unknown): ResponseError<unknown> {
  if (error instanceof ResponseError) return error as ResponseError<unknown>;
  if (error instanceof RestitchError) {
    const { message, diagnostics } = error;
    return new ResponseError<unknown>(LSPErrorCodes.RequestFailed, message, { diagnostics });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new ResponseError<unknown>(ErrorCodes.InternalError, message);
}

/** @throws {ResponseError} `InvalidParams` when a request has no such text. */
export function textIn(params: unknown, ...path: string[]): string {
  let value: unknown = params;
  for (const key of path) value = (value as Record<string, unknown> | null | undefined)?.[key];
  if (typeof value === 'string') return value;
  throw new ResponseError(ErrorCodes.InvalidParams, `${path.join('.')} is missing.`);
}
