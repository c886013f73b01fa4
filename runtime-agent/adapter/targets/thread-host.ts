import type { Pause } from '../cdp/pause.js';
import type { SkipFiles } from '../sources/skip-files.js';
import type { Script } from '../sources/script.js';
import type { VersionStore } from '../sources/version-store.js';
import type { DebugThread } from './thread.js';

export interface StopReason {
  reason: string;
  description?: string;
  text?: string;
  hitBreakpointIds?: number[];
}

/** What a thread needs of the debug session around it. */
export interface ThreadHost {
  /** Folder of Restitch's bundles. */
  readonly ownFolder: string;
  readonly versions: VersionStore | undefined;
  readonly skip: SkipFiles;
  /** Whether a thread is to stop where Node itself breaks because it was started with `--inspect-brk`. */
  stopsAtStart(thread: DebugThread): boolean;
  /** The file at whose first statement to stop, once. */
  takeEntry(file: string): boolean;
  /** Sets the breakpoints of a script that has just been parsed. */
  bind(thread: DebugThread, script: Script): Promise<void>;
  /** What the agent is to show before it runs. */
  wanted(): { files: string[]; mapped: boolean; every: boolean };
  /**
   * Whether breakpoints that were hit are to stop the thread; their conditions have held.
   * @returns ids of those that do
   */
  hits(thread: DebugThread, cdpIds: readonly string[]): number[];
  /** Whether an exception is to stop the thread, and how that is told. */
  judgeException(thread: DebugThread, event: Pause): Promise<StopReason | undefined>;
  /** What a thread has told could not be dealt with. */
  fault(thread: DebugThread, error: unknown): void;
  /** A log point was passed. */
  logged(breakpoint: number, text: string): void;
  stopped(thread: DebugThread, reason: StopReason): void;
  /** Goes on by itself, not at the client's request. */
  continued(thread: DebugThread): void;
  /** A stopped thread was updated; it is still stopped. */
  updated(thread: DebugThread, reason: StopReason): void;
  /** An update has asked a thread to stop. */
  updating(): void;
  scriptParsed(thread: DebugThread, script: Script): void;
  exceptionPause(): 'none' | 'all';
}
