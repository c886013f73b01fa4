import { basename } from 'node:path';
import { inspect } from 'node:util';
import { isNativeError } from 'node:util/types';
import type { ShownPlace } from './uncaught-place.js';

/**
 * What Node prints for an uncaught exception (src/node_errors.cc, ReportFatalException, with the
 * enhancers of lib/internal/errors.js).
 * @param enhance `false` for an exception out of an `uncaughtException` handler.
 */
export function uncaughtText(error: unknown, place: ShownPlace, enhance: boolean): string {
  const { script, line, column, text } = place;
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const arrow = `${script}:${line}\n${text}\n${indent}^\n`;
  const version = `\nNode.js ${process.version}\n`;
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  if (!isObject) {
    const command = basename(process.argv0, '.exe');
    const hint = `(Use \`${command} --trace-uncaught ...\` to show where the exception was thrown)`;
    return `\n${arrow}${typeof error === 'symbol' ? '' : String(error)}\n${hint}\n${version}`;
  }
  const trace = enhance ? enhanced(error) : stackOf(error);
  return `${isNativeError(error) ? '' : '\n'}${arrow}${isNativeError(error) ? '\n' : ''}${trace}\n${version}`;
}

function stackOf(error: object): string {
  return String((error as Partial<Error>).stack);
}

function enhanced(error: object): string {
  const enhancer = Object.getOwnPropertySymbols(error).find(
    (symbol) => symbol.description === 'kEnhanceStackBeforeInspector',
  );
  const holder = error as Record<symbol, unknown> & { stack?: unknown };
  if (enhancer && typeof holder[enhancer] === 'function') {
    try {
      holder.stack = (holder[enhancer] as () => unknown)();
    } catch {
      // As in Node: the stack stays as it is.
    }
  }
  const { stack } = holder;
  try {
    return inspect(error, {
      colors: shouldColorize() || inspect.defaultOptions.colors === true,
      customInspect: false,
      depth: Math.max(inspect.defaultOptions.depth ?? Infinity, 5),
    });
  } catch {
    return String(stack);
  }
}

function shouldColorize(): boolean {
  if (process.env['FORCE_COLOR'] !== undefined) {
    const { WriteStream } = process.getBuiltinModule('node:tty');
    return WriteStream.prototype.getColorDepth.call(process.stderr) > 2;
  }
  return process.stderr.isTTY && process.stderr.getColorDepth() > 2;
}
