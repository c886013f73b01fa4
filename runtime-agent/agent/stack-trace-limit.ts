import { installCaptureStackTrace } from './capture-stack-trace.js';

/** A replaced frame, the agent's two, and the one that is shown. */
const framesPerCall = 4;

let hasUpdated = false;
/** What the program takes the limit for, and what V8 goes by. */
let widened: { shown: number; collected: number } | undefined;

const apply = (shown: unknown): void => {
  const isCount = typeof shown === 'number' && shown > 0 && shown < 1000;
  widened = isCount ? { shown, collected: shown * framesPerCall } : undefined;
  Reflect.set(Error, 'stackTraceLimit', widened ? widened.collected : shown);
};

/**
 * Has V8 collect more frames from now on, to be called at the first update: a call into updated code
 * goes through the agent, whose frames take places of those that are collected but are not shown.
 */
export function widenStackTraces(): void {
  if (hasUpdated) return;
  hasUpdated = true;
  installCaptureStackTrace();
  apply(Error.stackTraceLimit);
}

/** How many of the collected frames are to be shown; `undefined` for all. */
export const shownFrames = (): number | undefined =>
  Error.stackTraceLimit === widened?.collected ? widened.shown : undefined;

/** `Error` where the program's code reads or sets its limit, which V8 takes from a plain property. */
export const programsError = {
  get stackTraceLimit(): unknown {
    return shownFrames() ?? Error.stackTraceLimit;
  },
  set stackTraceLimit(limit: unknown) {
    if (hasUpdated) apply(limit);
    else Reflect.set(Error, 'stackTraceLimit', limit);
  },
};
