import type { Protocol } from 'devtools-protocol';
import { CdpError, type CdpSession } from '../cdp/session.js';
import type { Script } from '../sources/script.js';
import type { StopReason } from './thread-host.js';

/** A breakpoint for a single stop, and the reason that the client is told for it. */
export class SingleStop {
  readonly #session: CdpSession;
  #set: { id: string; reason: StopReason } | undefined;

  constructor(session: CdpSession) {
    this.#session = session;
  }

  /** Why the thread stops that has hit some breakpoints, if this is one of them. */
  reasonOf(hit: readonly string[]): StopReason | undefined {
    return this.#set && hit.includes(this.#set.id) ? this.#set.reason : undefined;
  }

  /**
   * Is set at the first statement of a script, or of a function in it; the script's text has been loaded.
   * @returns whether there is such a statement
   */
  async setIn(
    script: Script,
    reason: StopReason,
    from: Protocol.Debugger.Location,
  ): Promise<boolean> {
    const { locations } = await this.#session.send('Debugger.getPossibleBreakpoints', {
      ...{ start: from, restrictToFunction: true },
    });
    const first = locations.find(({ lineNumber, columnNumber = 0 }) => {
      const place = script.text.place({ line: lineNumber + 1, column: columnNumber + 1 });
      const { version } = script.text;
      return place.isAuthored && (!version?.statements || place.isStop);
    });
    if (!first) return false;
    const { scriptId, lineNumber, columnNumber = 0 } = first;
    await this.clear();
    try {
      const { breakpointId } = await this.#session.send('Debugger.setBreakpoint', {
        location: { scriptId, lineNumber, columnNumber },
      });
      this.#set = { id: breakpointId, reason };
    } catch (error) {
      // There is one already; it stops the thread all the same.
      if (!(error instanceof CdpError)) throw error;
    }
    return true;
  }

  async clear(): Promise<void> {
    const set = this.#set;
    this.#set = undefined;
    if (set) await this.#session.send('Debugger.removeBreakpoint', { breakpointId: set.id });
  }
}
