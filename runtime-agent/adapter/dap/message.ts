import type { DebugProtocol } from '@vscode/debugprotocol';
import { hasGoneOn, RestitchError } from '../../../protocol/diagnostics.js';
import { CdpError } from '../cdp/session.js';

/** Numbers of errors in responses; what they mean is in the message. */
const FAILED = 1;
export const NOT_UNDERSTOOD = 2;

/** What V8 says when a frame, or an object of it, is asked for that is no more. */
const HAS_GONE_ON =
  /only perform operation while paused|find call frame|call frame id|find object with given id|find context with specified id/i;

/** What a client is told of an error, in words of Restitch’s own where V8’s would say nothing. */
export function messageOf(thrown: unknown): DebugProtocol.Message {
  const isLate = thrown instanceof CdpError && HAS_GONE_ON.test(thrown.message);
  const error = isLate ? new RestitchError(hasGoneOn('What was asked about')) : thrown;
  if (error instanceof RestitchError) {
    const [first] = error.diagnostics;
    const format = first ? `${first.code}: ${first.message} ${first.hint}`.trim() : error.message;
    // The editor has asked about what it still showed, and asks again: nobody needs to be told.
    const isStale = first?.code === 'RS1023';
    return { id: FAILED, format: escape(format), showUser: !isStale };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { id: FAILED, format: escape(text), showUser: false };
}

/** Braces would name variables of the message. */
const escape = (text: string): string => text.replaceAll('{', '(').replaceAll('}', ')');
