import { omittedFrames } from './capture-stack-trace.js';
import { rawFormatters, type RawSite } from './raw-sites.js';
import { shownFrames } from './stack-trace-limit.js';
import { programFrames, type FrameOptions } from './stack-traces-frames.js';
import { CallSite, evalOrigin, shownName } from './stack-traces-site.js';
import { scriptPath, type AuthoredPlace, type Places } from './stack-traces-places.js';

type Formatter = (error: Error, sites: unknown[]) => unknown;

export interface StackTraceOptions extends FrameOptions {
  places: Places;
  /** For a program that the command line runs in its own process: where its frames begin. */
  launcher?: Launcher;
}

export interface Launcher {
  /** Path of the script: what it and the frames below it did is not the program's. */
  script: string;
  /** The outermost frame that the program would have without the launcher. */
  outermost: RawSite | undefined;
}

/** Authored places of the frames of errors whose stack was asked for, the innermost first. */
const framesOf = new WeakMap<object, readonly (AuthoredPlace | RawSite)[]>();

/**
 * The frames of an error as far as they were formatted; reading `error.stack` formats them.
 * An {@link AuthoredPlace} for the program's frames, V8's call site for others.
 */
export function errorFrames(error: object): readonly (AuthoredPlace | RawSite)[] | undefined {
  return framesOf.get(error);
}

/**
 * Makes `error.stack` show what the author wrote: lines and columns of the source, no injected
 * frames. A program's own `Error.prepareStackTrace` gets call sites to match, and what it reads back
 * there is a function that does as its own would.
 *
 * V8 collects the frames when an error is made and Node formats them when `stack` is first read
 * (lib/internal/errors.js, prepareStackTraceCallback), by `Error.prepareStackTrace` where that is a
 * function; Node's default is one.
 */
export function installStackTraces(options: StackTraceOptions): void {
  const standard = Reflect.get(Error, 'prepareStackTrace') as Formatter | undefined;
  if (!standard) return;
  const authored = (error: Error, sites: unknown[]): unknown[] => {
    try {
      return authoredSites(error, sites as RawSite[], options);
    } catch {
      // A stack with the wrong columns is better than an exception out of `error.stack`.
      return sites;
    }
  };
  const wrap = (formatter: Formatter): Formatter => {
    const known = wrappers.get(formatter);
    if (known) return known;
    const wrapper = function (this: unknown, error: Error, sites: unknown[]): unknown {
      return formatter.call(this, error, authored(error, sites));
    };
    Object.defineProperty(wrapper, 'name', { value: formatter.name });
    wrappers.set(formatter, wrapper);
    wrapped.set(wrapper, formatter);
    return wrapper;
  };
  const wrappers = new WeakMap<Formatter, Formatter>();
  const wrapped = new WeakMap<Formatter, Formatter>();
  let current = wrap(standard);
  Object.defineProperty(Error, 'prepareStackTrace', {
    configurable: true,
    enumerable: false,
    get: () => current,
    set: (value: unknown) => {
      if (typeof value !== 'function') current = wrap(standard);
      else if (wrapped.has(value as Formatter) || rawFormatters.has(value as never)) {
        current = value as Formatter;
      } else current = wrap(value as Formatter);
    },
  });
}

function authoredSites(error: Error, sites: RawSite[], options: StackTraceOptions): unknown[] {
  const { places, isOwn, hiddenFunctions, launcher } = options;
  const shown: unknown[] = [];
  const frames: (AuthoredPlace | RawSite)[] = [];
  // A formatter that passes its call sites on to another one.
  if (sites.some((site) => site instanceof CallSite)) return sites;
  const isHidden = (path: string): boolean => path !== launcher?.script && isOwn(path);
  for (const { site, script, outer } of programFrames(sites, {
    isOwn: isHidden,
    hiddenFunctions,
  })) {
    if (script === '' || script.startsWith('node:')) {
      const origin = site.getEvalOrigin();
      shown.push(origin?.includes(':') ? evaluatedSite(site, places) : site);
      frames.push(site);
      continue;
    }
    if (launcher && scriptPath(script) === launcher.script) {
      if (launcher.outermost) shown.push(launcher.outermost);
      break;
    }
    const line = site.getLineNumber();
    const column = site.getColumnNumber();
    const place =
      line === null || column === null
        ? undefined
        : places.ofScript(script, line, column, site.getPosition());
    if (!place && places.knows(script)) continue;
    shown.push(place ? new CallSite(site, place, outer) : site);
    frames.push(place ? { ...place, script: shownName(place.module ?? script, place.file) } : site);
  }
  const from = omittedFrames(
    error,
    shown.map((site) => (site as RawSite).getFunctionName()),
  );
  framesOf.set(error, frames.slice(from));
  const limit = shownFrames();
  return shown.slice(from, limit === undefined ? undefined : from + limit);
}

/** Code that the program evaluated itself: its own lines are right, those of the `eval` are mapped. */
function evaluatedSite(site: RawSite, places: Places): unknown {
  const text = (site as { toString: () => string }).toString();
  const mapped = evalOrigin(text, places);
  if (mapped === text) return site;
  return new Proxy(site, {
    get: (target, name) => {
      if (name === 'toString') return () => mapped;
      if (name === 'getEvalOrigin') return () => evalOrigin(target.getEvalOrigin() ?? '', places);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
