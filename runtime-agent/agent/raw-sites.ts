/** V8's call sites have more than Node's types tell. */
export interface RawSite extends NodeJS.CallSite {
  getPosition(): number;
  isAsync(): boolean;
}

type Prepare = (error: Error, sites: RawSite[]) => unknown;

/**
 * More frames than a stack has room for. Not `Infinity`: while a debugger keeps asynchronous stacks,
 * V8 of Node 26 takes that for room to be made, and ends the process.
 */
const MOST = 200_000;

/** V8's own: the program is given another one. */
const capture = Error.captureStackTrace.bind(Error);

/** Formatters that get call sites as V8 made them: nothing hidden, nothing mapped. */
export const rawFormatters = new WeakSet<Prepare>();

/**
 * Reads the calling thread's stack as V8 knows it.
 * @param below The frames of this function and of what it calls are left out; `undefined` for none.
 * @param limit Innermost frames to read.
 */
export function rawSites(
  below: ((...args: never[]) => unknown) | undefined,
  limit = MOST,
): RawSite[] {
  const { stackTraceLimit } = Error;
  const prepareStackTrace = Reflect.get(Error, 'prepareStackTrace') as Prepare | undefined;
  let sites: RawSite[] = [];
  const keep: Prepare = (_error, found) => {
    sites = found;
    return '';
  };
  rawFormatters.add(keep);
  try {
    Error.stackTraceLimit = limit;
    Reflect.set(Error, 'prepareStackTrace', keep);
    const holder: { stack?: string } = {};
    capture(holder, below);
    void holder.stack;
  } finally {
    Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
    Error.stackTraceLimit = stackTraceLimit;
  }
  return sites;
}
