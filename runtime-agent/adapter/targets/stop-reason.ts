import type { Protocol } from 'devtools-protocol';
import type { Pause } from '../cdp/pause.js';
import type { Script } from '../sources/script.js';
import { mayEnd, type Step } from '../stepping/step.js';
import type { StopReason } from './thread-host.js';

/** A stop of V8's, where none of the client's breakpoints and no exception has asked for it. */
export interface StopPlace {
  event: Pause;
  top: Protocol.Debugger.CallFrame;
  script: Script | undefined;
  depth: number;
}

/**
 * Why the client is to be told of a stop, by where it is.
 * @param step the one that is under way, if any
 * @param skips whether scripts of a URL are passed over
 * @returns `undefined` when the thread is to go on
 */
export function reasonAt(
  { event, top, script, depth }: StopPlace,
  step: Step | undefined,
  skips: (url: string) => boolean,
): StopReason | undefined {
  if (isDebuggerStatement(event, top, script)) return { reason: 'debugger statement' };
  // What has been hit otherwise were breakpoints that do not stop it this time.
  if (!step) return event.hitBreakpoints?.length ? undefined : { reason: 'pause' };
  if (skips(script?.url ?? '')) return undefined;
  const place = script?.text.place(positionOf(top));
  return mayEnd(step, top, script, place, depth) ? { reason: step.reason } : undefined;
}

/** V8 says `other` for these and for steps alike. */
function isDebuggerStatement(
  { reason, hitBreakpoints = [] }: Pause,
  top: Protocol.Debugger.CallFrame,
  script: Script | undefined,
): boolean {
  if (reason !== 'other' || hitBreakpoints.length > 0 || !script?.hasCode) return false;
  return script.code.startsWith('debugger', script.text.lines.offset(positionOf(top)));
}

const positionOf = ({
  location: { lineNumber, columnNumber = 0 },
}: Protocol.Debugger.CallFrame): { line: number; column: number } => ({
  line: lineNumber + 1,
  column: columnNumber + 1,
});
