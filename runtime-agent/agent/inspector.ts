import { open, url, waitForDebugger } from 'node:inspector';
import type { DebugOptions } from '../loader/options.js';

/**
 * Opens the inspector for the debugger that has started the session, on a free port of the loopback
 * interface.
 * @returns Its address, and how to wait until the debugger is ready; `undefined` when the debugger
 *   is gone or Node has no inspector.
 */
export function openInspector(debug: DebugOptions): { url: string; wait: () => void } | undefined {
  try {
    process.kill(debug.pid, 0);
    if (url() === undefined) open(0, '127.0.0.1', false);
    const address = url();
    return address === undefined ? undefined : { url: address, wait: waitForDebugger };
  } catch {
    return undefined;
  }
}
