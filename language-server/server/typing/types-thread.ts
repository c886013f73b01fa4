import { parentPort, type MessagePort } from 'node:worker_threads';
import type { TypedPlan } from '../../types/typed-plan.js';
import { TypeCheck, type TypeRequest } from './type-check.js';

export const typesThreadName = 'restitch-types';

export interface ToTypesThread {
  id: number;
  request: TypeRequest;
}

export interface FromTypesThread {
  id: number;
  /** `null` when there was a newer request, or it failed. */
  result: TypedPlan | null;
}

/** Answers requests, of those that have come together only the newest. */
export function serveTypes(port: MessagePort | null = parentPort): void {
  const check = new TypeCheck();
  let newest: ToTypesThread | undefined;
  port?.on('message', (message: ToTypesThread) => {
    if (newest) port.postMessage({ id: newest.id, result: null } satisfies FromTypesThread);
    newest = message;
    setImmediate(() => {
      if (newest !== message) return;
      newest = undefined;
      port.postMessage({ id: message.id, result: attempt(check, message.request) });
    });
  });
}

/** What cannot be looked at is not told of: the comparison tells of a text that does not parse. */
function attempt(check: TypeCheck, request: TypeRequest): TypedPlan | null {
  try {
    return check.run(request);
  } catch {
    return null;
  }
}
