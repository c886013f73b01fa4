import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { correctLinkError } from './uncaught-link.js';
import { uncaughtPlace, type PlaceFinder } from './uncaught-place.js';
import { uncaughtText } from './uncaught-text.js';

type FatalException = (this: NodeJS.Process, error: unknown, fromPromise: boolean) => boolean;

interface Internals {
  _fatalException: FatalException;
  reallyExit(code: number | undefined): never;
}

/** Node's exit code for an exception out of an `uncaughtException` handler. */
const handlerFailed = 7;

/**
 * Makes an uncaught exception print as it would without instrumentation. Everything else about it
 * (handlers, monitors, the `exit` event, the exit code) is left to Node: C++ calls
 * `process._fatalException` and prints when that returns `false` (src/node_errors.cc,
 * TriggerUncaughtException), so what is printed here is printed at the same moment.
 *
 * A worker's exception is printed, if at all, by the thread that gets its `error` event.
 */
export function installUncaught(finder: PlaceFinder): void {
  const node = process as unknown as Internals;
  const inner = node._fatalException;
  if (!isMainThread || typeof inner !== 'function') return;
  if (process.execArgv.includes('--trace-uncaught')) return;
  // The name that its frame has in stack traces.
  Object.defineProperty(inner, 'name', { value: '_fatalException' });
  node._fatalException = function (error, fromPromise) {
    let handled: boolean;
    try {
      handled = inner.call(this, error, fromPromise);
    } catch (thrown) {
      if (print(thrown, false, finder, false)) node.reallyExit(handlerFailed);
      throw thrown;
    }
    if (handled || !print(error, fromPromise, finder, true)) return handled;
    return node.reallyExit(Number(process.exitCode ?? 1));
  };
}

/** `false` when Node is to print it. */
function print(
  error: unknown,
  fromPromise: boolean,
  finder: PlaceFinder,
  enhance: boolean,
): boolean {
  let text: string;
  try {
    correctLinkError(error, finder);
    const place = uncaughtPlace(error, fromPromise, finder);
    if (!place) return false;
    text = uncaughtText(error, place, enhance);
  } catch {
    return false;
  }
  writeToStderr(text);
  return true;
}

function writeToStderr(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      // A full pipe; Node's own printing waits for its reader as well.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    }
  }
}
