import { format } from 'node:util';

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

/** Name of the global function by which a debugger is told things, until the agent takes it. */
export const DEBUGGER_BINDING = 'restitchDebugger';

/** Name of the symbol under which a debugger leaves in the global object what it would tell the agent, as long as there is none. */
export const DEBUGGER_MAIL = 'restitch-debugger-mail';

/** See {@link DebuggerLink.wants} and {@link DebuggerLink.release}. */
export interface DebuggerMail {
  wants?: [files: readonly string[], mapped: boolean, every: boolean];
  isReleased?: boolean;
}

/** From Node 24 on, V8 begins to follow asynchronous calls only where no JavaScript runs. */
const followsIdle = Number.parseInt(process.versions.node, 10) >= 24;

/** What the agent tells a debugger, by the binding that it has been given. */
export type DebuggerNotice =
  /** An update wants the thread to stop. */
  | 'stopping'
  /** It is over, and the thread, which had come to an update point, goes on. */
  | 'ended'
  /** It is over before the thread has come to an update point. */
  | 'released'
  /** Code has been loaded or made; the thread waits for `looked`, without a stop. */
  | 'look';

/** What a log point tells: `log:`, the breakpoint's number, `:`, the text. */
export const LOG_NOTICE = /^log:(\d+):/;

/** So often a stop is tried; without a debugger none is made. */
const MOST_STOPS = 5;

/** The program may wrap it, and so does the director. */
const nativeWait = Atomics.wait.bind(Atomics);

/** So many milliseconds a thread waits for its debugger to look without a stop. */
const LONGEST_LOOK = 1000;

interface Stops {
  loaded: () => void;
  updated: (code: unknown) => void;
}

/** The script that the functions below are in. */
export const STOP_SCRIPT = 'restitch-stop:';

/** More calls than a function may have that V8 compiles into those that call it (see widenInlining). */
const UNINLINED = 400;

/**
 * Functions that stop the thread. V8 passes over `debugger` in scripts that the debugger does not
 * want to step into, as those of the agent, so they have a script of their own. In optimised code V8 takes a
 * function for the one that it was inlined into: after some hundred stops none was made any more on Node 24
 * and 26. So these are too long for that.
 */
function makeStops(): Stops {
  const { loaded, updated } = DEBUGGER_STOPS;
  const stop = (name: string, parameter: string): string =>
    `function ${name}(${parameter}){debugger;if(this===0){${`${name}();`.repeat(UNINLINED)}}}`;
  const source =
    `({loaded:${stop(loaded, '')},updated:${stop(updated, 'code')}})` +
    `\n//# sourceURL=${STOP_SCRIPT}`;
  return (0, eval)(source) as Stops;
}

/** The agent's side of a debugger that is attached to the thread. Idle while there is none. */
export class DebuggerLink {
  /** Told whenever {@link holds} changes. */
  onHold: () => void = () => undefined;
  #holds = false;
  #stops: Stops = { loaded: () => undefined, updated: () => undefined };
  #tell: ((notice: string) => void) | undefined;
  #waits = false;
  #isReleased = false;
  #hasGreeted = false;
  #files: ReadonlySet<string> = new Set();
  #mapped = false;
  #every = false;
  #hasUnits = false;
  /** How often the debugger has said what it wants, which it does at each stop for code. */
  #looks = 0;
  /** A step is under way that V8 would forget at a stop. */
  #keepsStep = false;
  #isLooking = false;
  /** Whether a module's text was made from another file's; see `wants`. */
  hasMap: (hash: string) => boolean = () => false;

  /** What the debugger that has attached is told things by, and how it is stopped for. */
  attach(tell: (notice: string) => void, stops: Stops = makeStops()): void {
    this.#tell = tell;
    this.#stops = stops;
  }

  /**
   * Evaluated by a debugger: the files that it wants to see before they run.
   * @param mapped also those that a source map leads from to another file
   * @param every all of them
   */
  wants(files: readonly string[], mapped: boolean, every: boolean): void {
    this.#looks += 1;
    this.#files = new Set(files);
    this.#mapped = mapped;
    this.#every = every;
  }

  /**
   * Waits by `wait` until a debugger has released the thread. If it has already, the thread may stop once all the
   * same: some of what a debugger asks for begins only where no JavaScript runs.
   */
  waitForRelease(wait: () => void): void {
    // Node forgets that it was told to run where it does not wait yet. Nothing is evaluated between these two.
    if (this.#isReleased) {
      if (!this.#hasGreeted && followsIdle) this.#stops.loaded();
      return;
    }
    this.#waits = true;
    wait();
    this.#waits = false;
  }

  /**
   * Evaluated by a debugger that is about to let the thread run.
   * @returns whether it waits, and so has to be let go
   */
  release(): boolean {
    this.#isReleased = true;
    return this.#waits;
  }

  /** A debugger has said that the thread may run. */
  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** In a thread that starts: takes over the binding that a debugger has put there, with what it has left, or lets it look. */
  greet(): void {
    const tell = taken(DEBUGGER_BINDING);
    const mail = taken(Symbol.for(DEBUGGER_MAIL)) as DebuggerMail | undefined;
    if (typeof tell !== 'function') return;
    this.attach(tell as (notice: string) => void);
    if (mail?.wants) {
      this.wants(...mail.wants);
      this.#isReleased = mail.isReleased === true;
      return;
    }
    this.#hasGreeted = true;
    this.#stops.loaded();
  }

  tell(notice: DebuggerNotice): void {
    this.#tell?.(notice);
  }

  /**
   * Evaluated by log points. Not `console.log`: V8 of Node 26 crashes when it reads the stack for that in
   * the condition of a breakpoint (seen in the top of a module, in front of a statement with two calls).
   */
  log(breakpoint: number, ...values: unknown[]): void {
    this.#tell?.(`log:${breakpoint}:${format(...values)}`);
  }

  moduleLoaded(id: string, hash: string): void {
    if (!this.#tell) return;
    const wanted = this.#every || this.#files.has(id) || (this.#mapped && this.hasMap(hash));
    if (!wanted) return;
    // Sooner over than a stop, for which V8 describes the stack.
    if (this.#isReleased && !followsIdle && this.#waitForLook()) return;
    this.#stopForCode();
  }

  /** Code has been made for an update; `showUnits` is to follow before it runs. */
  unitMade(): void {
    this.#hasUnits = this.#tell !== undefined;
  }

  /**
   * Shows what has been made. Not from inside of an evaluation: there, a message that comes before
   * the stop would never be dealt with, nor any that follow (Node's MainThreadInterface asks for an
   * interrupt only for the first message in its queue, which is spent while it dispatches another).
   */
  showUnits(): void {
    if (!this.#hasUnits) return;
    this.#hasUnits = false;
    this.#stopForCode();
  }

  /**
   * Evaluated by a debugger: whether a step over an `await` is under way. V8 follows the suspended function
   * only until the next stop, so the debugger is shown code without one.
   */
  keepStep(isUnderWay: boolean): void {
    this.#keepsStep = isUnderWay;
    if (!isUnderWay) this.holds = false;
  }

  /** Evaluated by a debugger that has been told to look, when it has. */
  looked(): void {
    this.#isLooking = false;
  }

  /** Waits until the debugger has looked; it is dealt with between two slices. */
  #waitForLook(): boolean {
    this.#isLooking = true;
    this.tell('look');
    const cell = new Int32Array(new SharedArrayBuffer(4));
    for (let i = 0; i < LONGEST_LOOK && this.#stillLooks(); i += 1) nativeWait(cell, 0, 0, 0.2);
    return !this.#stillLooks();
  }

  /** Changes behind the back of whoever reads it twice. */
  #stillLooks(): boolean {
    return this.#isLooking;
  }

  /**
   * Stops until the debugger has looked. Of thousands of such stops under load, some were not made by V8: code
   * that the debugger has not seen has no breakpoints.
   */
  #stopForCode(): void {
    if (this.#keepsStep && this.#waitForLook()) return;
    const before = this.#looks;
    for (let i = 0; i < MOST_STOPS && this.#looks === before; i += 1) this.#stops.loaded();
  }

  /** Set while the thread is to be found stopped again when an update is done with it. */
  get holds(): boolean {
    return this.#holds;
  }

  set holds(holds: boolean) {
    if (holds === this.#holds) return;
    this.#holds = holds;
    this.onHold();
  }

  /**
   * Stops where a held thread goes on; `code` is what it goes on with, if that is new.
   * @returns whether the thread was held
   */
  updated(code?: unknown): boolean {
    if (!this.holds) return false;
    this.holds = false;
    this.#stops.updated(code);
    return true;
  }
}

/** The value of a global property, which is gone then. */
function taken(key: string | symbol): unknown {
  const value: unknown = Reflect.get(globalThis, key);
  if (value !== undefined) Reflect.deleteProperty(globalThis, key);
  return value;
}
