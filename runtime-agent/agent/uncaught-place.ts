import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isNativeError } from 'node:util/types';
import { contentHash, type Store } from '../loader/store.js';
import type { RawSite } from './raw-sites.js';
import { errorFrames } from './stack-traces.js';
import { scriptPath, type AuthoredPlace, type Places } from './stack-traces-places.js';
import { throwPlace } from './thrown.js';

/** What Node shows above an uncaught exception: `script:line`, the line, and where to put the caret. */
export interface ShownPlace {
  script: string;
  line: number;
  /** 1-based. */
  column: number;
  text: string;
}

export interface PlaceFinder {
  places: Places;
  store: Store;
}

type Frame = AuthoredPlace | RawSite;

const isAuthored = (frame: Frame): frame is AuthoredPlace => 'hash' in frame;

/**
 * Where an uncaught exception was thrown, as plain Node would show it. V8 knows the place where it
 * was thrown last, which is some handler that throws it on.
 *
 * @returns `undefined` when V8 still knows, or nobody does: Node shows what it has.
 */
export function uncaughtPlace(
  error: unknown,
  fromPromise: boolean,
  finder: PlaceFinder,
): ShownPlace | undefined {
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  // Reading the stack formats it, and so tells its frames.
  const frames = isObject && isNativeError(error) ? framesOf(error) : undefined;
  const [first] = frames ?? [];
  // Of a rejection, or out of a microtask, there is nothing but the error: the place where it was made.
  if (fromPromise || (frames && isOfMicrotask(frames)))
    return first && isAuthored(first) ? authoredLine(first, finder) : undefined;
  const thrown = throwPlace(error);
  if (thrown) {
    const { store, places } = finder;
    const entry = store.source(contentHash(thrown.hash));
    if (entry) {
      const before = entry.text.slice(0, thrown.offset);
      const line = before.split('\n').length;
      const column = thrown.offset - (before.lastIndexOf('\n') + 1);
      const place = places.ofText(entry.id, entry.hash, line, column);
      const script = entry.format === 'module' ? pathToFileURL(place.file).href : place.file;
      return authoredLine({ ...place, script }, finder);
    }
  }
  if (!isObject || !frames || !first) return undefined;
  const internal = thrownByNode(error, frames);
  if (internal) return internal;
  if (isAuthored(first)) return atThrow(authoredLine(first, finder));
  const authored = frames.find(isAuthored);
  // Without a frame of the program, even below those that were collected, V8 is right.
  if (!authored && frames.length < Error.stackTraceLimit) return undefined;
  return shownForeign(first) ?? (authored && authoredLine(authored, finder));
}

/**
 * Whether an error was made in a callback of `queueMicrotask`, by the outermost frame: Node's own, or, in
 * Node 26, the callback itself. All else that calls a program is in Node.
 */
function isOfMicrotask(frames: readonly Frame[]): boolean {
  const outermost = frames.at(-1);
  if (!outermost || frames.length >= Error.stackTraceLimit) return false;
  return isAuthored(outermost) || outermost.getFunctionName() === 'runMicrotask';
}

/** Of an error that is made where it is thrown, the place of the statement. */
function atThrow(place: ShownPlace | undefined): ShownPlace | undefined {
  const direct = place && /\bthrow\s+$/.exec(place.text.slice(0, place.column - 1));
  return direct ? { ...place, column: direct.index + 1 } : place;
}

function framesOf(error: Error): readonly Frame[] | undefined {
  void error.stack;
  return errorFrames(error);
}

/** An authored place with its line's text; `undefined` when the text is not to be had. */
export function authoredLine(place: AuthoredPlace, { store }: PlaceFinder): ShownPlace | undefined {
  const { file, line, column, hash } = place;
  const script = place.script ?? file;
  const text = lineOf(file === store.idOf(hash) ? store.authored(hash) : readText(file), line);
  return text === undefined ? undefined : { script, line, column, text };
}

/** An exception that came out of code that is not instrumented. */
function shownForeign(site: RawSite): ShownPlace | undefined {
  const script = site.getScriptNameOrSourceURL();
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (!script || line === null || column === null) return undefined;
  const source = sourceOf(script);
  const text = lineOf(source, line);
  if (source === undefined || text === undefined) return undefined;
  const here = { script, line, column, text };
  const variable = /([\w$]+)\s*=\s*$/.exec(text.slice(0, column - 1))?.[1];
  if (variable === undefined) return atThrow(here);
  return findThrow(script, source, `throw ${variable};`, line) ?? here;
}

/** Exceptions that Node throws elsewhere than their stacks say. */
function thrownByNode(error: object, frames: readonly Frame[]): ShownPlace | undefined {
  const { code, operator } = error as { code?: unknown; operator?: unknown };
  const unhandledEvent = Object.getOwnPropertySymbols(error).some(
    (symbol) => symbol.description === 'kEnhanceStackBeforeInspector',
  );
  if (unhandledEvent) return inNode('node:events', "throw er; // Unhandled 'error' event");
  if (code === 'ERR_ASSERTION') {
    return (
      inNode('node:internal/assert/utils', 'throw error;') ??
      inNode('node:assert', operator === '==' ? 'throw err;' : 'throw new AssertionError(obj);')
    );
  }
  const [first] = frames;
  if (!first || isAuthored(first) || typeof code !== 'string' || !code.startsWith('ERR_')) {
    return undefined;
  }
  const script = first.getScriptNameOrSourceURL();
  const line = lineOf(sourceOf(script ?? ''), first.getLineNumber() ?? 0);
  // Argument checks leave themselves out of the stack and throw from a helper.
  if (!script?.startsWith('node:') || line === undefined || /\bnew\b/.test(line)) return undefined;
  return inNode('node:internal/errors', 'throw error;');
}

function inNode(script: string, statement: string): ShownPlace | undefined {
  const source = sourceOf(script);
  return source === undefined ? undefined : findThrow(script, source, statement, 1);
}

function findThrow(
  script: string,
  source: string,
  statement: string,
  from: number,
): ShownPlace | undefined {
  const lines = source.split('\n');
  for (let line = from; line <= lines.length; line++) {
    const text = lines[line - 1] ?? '';
    const at = text.indexOf(statement);
    if (at >= 0) return { script, line, column: at + 1, text };
  }
  return undefined;
}

function sourceOf(script: string): string | undefined {
  if (!script.startsWith('node:')) return readText(scriptPath(script));
  const { binding } = process as unknown as { binding: (name: string) => Record<string, string> };
  try {
    return binding('natives')[script.slice('node:'.length)];
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function lineOf(text: string | undefined, line: number): string | undefined {
  return text?.split('\n')[line - 1]?.replace(/\r$/, '');
}
