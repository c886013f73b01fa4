import type { Scope } from './project.js';

/** Environment variable with the {@link RunOptions} of a session, JSON. */
export const optionsVariable = 'RESTITCH_SESSION';

/** The inspector of a program's processes listens without a word. */
export const silentInspector = '--inspect-publish-uid=http';

/**
 * Options by which a debugger that reads the program's stderr learns of its inspector while Node itself
 * still starts. They are for that one process: the agent puts `silentInspector` in their place.
 */
export const earlyInspector = '--inspect=127.0.0.1:0 --inspect-publish-uid=stderr,http';

/** Key of `worker_threads.setEnvironmentData` for {@link ThreadData}. */
export const threadDataKey = 'restitch';

/** What the command line (or a parent process) asks of a program's process. */
export interface RunOptions {
  /** Name of the session; the entry's base name where it is not given. */
  name?: string;
  scope: Scope;
  sessionFolder: string;
  storeFolder: string;
  /** Process id of the session that started this one. */
  parent?: number;
  /** Apply whenever a source file is saved. */
  watch?: boolean;
  /** A debugger drives the session. */
  debug?: DebugOptions;
  /** Path of the script that runs the program in its own process. */
  launcher?: string;
}

/** What a debugger asks of the processes that it starts. */
export interface DebugOptions {
  /** Tells its processes from others; they announce their inspectors under it. */
  token: string;
  /** Its process: nobody waits for a debugger that is gone. */
  pid: number;
}

/** What a user's worker thread is given by the thread that starts it. */
export interface ThreadData {
  rows: SharedArrayBuffer;
  options: RunOptions;
  /** The worker's script, where it is a file. */
  entry: string | undefined;
  /** What the session runs, by file: not what has been edited since. */
  pins: Readonly<Record<string, string>>;
}

/** What the coordinator's thread is given. */
export interface CoordinatorData {
  rows: SharedArrayBuffer;
  /** One integer, which becomes 1 when a message says what the process has been announced as. */
  announced: SharedArrayBuffer;
  options: RunOptions;
  /** Folder of Restitch's bundles. */
  own: string;
  build: string;
}
