import { replaceBuiltin } from './builtins.js';
import { rawSites } from './raw-sites.js';

/** Of captured stacks, the function whose frame, and those above it, are to be left out. */
const omitted = new WeakMap<object, string>();

type Capture = (holder: object, below?: (...args: never[]) => unknown) => void;

/**
 * From the first update on: `Error.captureStackTrace(holder, f)` leaves out the frame of `f` also where
 * the rest of `f` runs in a function that was made for the purpose, which V8 does not know as `f`.
 */
export function installCaptureStackTrace(): void {
  replaceBuiltin(Error, 'captureStackTrace', (native) => {
    const capture = native as Capture;
    const methods = {
      captureStackTrace(holder: object, below?: unknown): void {
        const self = methods.captureStackTrace;
        if (typeof below !== 'function') return capture(holder, self);
        const isThere = rawSites(below as never, 1).length > 0;
        capture(holder, isThere ? (below as never) : self);
        if (!isThere) omitted.set(holder, below.name);
      },
    };
    return methods.captureStackTrace;
  });
}

/** How many of a captured stack's frames are left out, given their functions' names. */
export function omittedFrames(holder: object, names: readonly (string | null)[]): number {
  const name = omitted.get(holder);
  return name === undefined ? 0 : names.indexOf(name) + 1;
}
