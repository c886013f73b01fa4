import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Debuggee } from '../debuggee.js';
import type { ExceptionFilters } from '../exceptions/judge.js';
import type { Program } from '../program.js';
import type { Placing } from './placing.js';

/** What the client asks for about breakpoints, also before there is a program. */
export class BreakpointRequests {
  readonly #debuggee: Debuggee;
  readonly #placing: Placing;
  readonly #exceptions: ExceptionFilters;

  constructor(debuggee: Debuggee, placing: Placing, exceptions: ExceptionFilters) {
    this.#debuggee = debuggee;
    this.#placing = placing;
    this.#exceptions = exceptions;
  }

  setBreakpoints(
    source: DebugProtocol.Source,
    requested: DebugProtocol.SourceBreakpoint[],
  ): Promise<DebugProtocol.SetBreakpointsResponse['body']> {
    const file = source.path ?? source.name ?? '';
    return this.#place(async (program) => {
      const breakpoints = await program.breakpoints.set(file, requested);
      // There is time for it as long as the program starts.
      if (program.processes.size === 0) setImmediate(() => program.breakpoints.expect(file));
      return { breakpoints };
    });
  }

  setFunctionBreakpoints(
    requested: DebugProtocol.FunctionBreakpoint[],
  ): Promise<DebugProtocol.SetFunctionBreakpointsResponse['body']> {
    return this.#place(async ({ breakpoints }) => ({
      breakpoints: await breakpoints.setFunctions(requested),
    }));
  }

  #place<T>(work: (program: Program) => Promise<T>): Promise<T> {
    return this.#placing.add(this.#debuggee.whenOpen.then(work));
  }

  async setExceptionBreakpoints(
    args: DebugProtocol.SetExceptionBreakpointsArguments,
  ): Promise<undefined> {
    this.#exceptions.set(args);
    const { state } = this.#exceptions;
    for (const thread of this.#debuggee.program?.threads() ?? []) {
      await thread.session.send('Debugger.setPauseOnExceptions', { state });
    }
    return undefined;
  }
}
