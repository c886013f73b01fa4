/**
 * The names of the functions that a debugger finds a thread stopped in when the agent itself has
 * stopped it; their frames are no author's.
 */
export const DEBUGGER_STOPS = {
  /** Code has been loaded, or made for an update, and has not run yet. */
  loaded: 'restitchLoaded',
  /** An update is done, and a thread that had been stopped in the debugger is about to go on. */
  updated: 'restitchUpdated',
} as const;

/** What the agent tells a debugger, by the binding that it has been given. */
export type DebuggerNotice = 'stopping';

/** The agent's side of a debugger that is attached to the thread. Idle while there is none. */
export class DebuggerLink {
  /** Set while the thread is to be found stopped again when an update is done with it. */
  holds = false;
  #tell: ((notice: DebuggerNotice) => void) | undefined;
  #files: ReadonlySet<string> = new Set();
  #wantsAll = false;
  /** Whether a module's text was made from another file's; see `wants`. */
  hasMap: (hash: string) => boolean = () => false;

  /** Evaluated by a debugger when it attaches: what it is told things by. */
  attach(tell: (notice: DebuggerNotice) => void): void {
    this.#tell = tell;
  }

  /**
   * Evaluated by a debugger: the files that it wants to see before they run.
   * @param mapped Also those that a source map leads from to another file.
   */
  wants(files: readonly string[], mapped: boolean): void {
    this.#files = new Set(files);
    this.#wantsAll = mapped;
  }

  tell(notice: DebuggerNotice): void {
    this.#tell?.(notice);
  }

  moduleLoaded(id: string, hash: string): void {
    if (!this.#tell) return;
    if (this.#files.has(id) || (this.#wantsAll && this.hasMap(hash))) restitchLoaded();
  }

  unitMade(): void {
    if (this.#tell) restitchLoaded();
  }

  /**
   * Stops where a held thread goes on; `code` is what it goes on with, if that is new.
   * @returns whether the thread was held
   */
  updated(code?: unknown): boolean {
    if (!this.holds) return false;
    this.holds = false;
    restitchUpdated(code);
    return true;
  }
}

function restitchLoaded(): void {
  debugger;
}

function restitchUpdated(_code: unknown): void {
  debugger;
}
