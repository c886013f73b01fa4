import { CdpError } from '../cdp/session.js';
import type { Position } from '../sources/position.js';
import type { Script } from '../sources/script.js';
import type { DebugThread } from '../targets/thread.js';
import { conditionAt, type Condition } from './condition.js';

/** What became of a breakpoint: V8's id, or why it sets none. Of two at one place the first one stops the thread for both. */
export type SetAt =
  { kind: 'set'; cdpId: string } | { kind: 'exists' } | { kind: 'refused'; message: string };

/** Sets an inspector breakpoint at a position of a script. */
export async function setAt(
  thread: DebugThread,
  script: Script,
  position: Position,
  asked: Condition,
): Promise<SetAt> {
  try {
    const { breakpointId } = await thread.session.send('Debugger.setBreakpoint', {
      location: {
        scriptId: script.id,
        lineNumber: position.line - 1,
        columnNumber: position.column - 1,
      },
      condition: conditionAt(asked, script, position),
    });
    return { kind: 'set', cdpId: breakpointId };
  } catch (error) {
    if (!(error instanceof CdpError)) throw error;
    const { message } = error;
    return /already exists/.test(message) ? { kind: 'exists' } : { kind: 'refused', message };
  }
}
