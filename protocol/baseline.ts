import type { ApplyResult, Outcome } from './results.js';
import type { Diagnostic } from './diagnostics.js';

/** How a module is loaded. */
export type SourceFormat = 'module' | 'commonjs';

/** A module in the version that runs. */
export interface BaselineModule {
  /** Absolute path of the authored file. */
  file: string;
  /** Names the version; {@link SessionSource} has its texts. */
  hash: string;
}

/** What activations at a place do: run code, wait in a call, or are suspended at `await` or `yield`. */
export type ActivityState = 'running' | 'waiting' | 'suspended';

/**
 * A place of the running version where activations stand, in whichever version they were called.
 * Lines are the author's.
 */
export interface ActiveStatement {
  file: string;
  /** The running version of the module, which the other fields are about. */
  hash: string;
  /** Index of the function in the model of the module text. */
  fn: number;
  /** Path of the function; '' for the module top. */
  function: string;
  /** Key of the continuation point; `null` where the activation is between two points. */
  point: string | null;
  /** Offset in the module text. */
  offset: number;
  state: ActivityState;
  /** Nothing above it on its stack is the program's. */
  isLeaf: boolean;
  /** Node's `threadId`. */
  thread: number;
  /** How many activations stand there in this thread. */
  count: number;
}

/** What runs, as an edit is compared with it. */
export interface Baseline {
  session: string;
  version: number;
  modules: BaselineModule[];
  active: ActiveStatement[];
  /** Activations whose function is gone, or which have no place in the running version. */
  homeless: number;
  /** Threads that could not be read, by name. */
  unreachable: string[];
  /** The frames one by one, when they were asked for. */
  stacks?: BaselineStack[];
}

/** The stack of one thread. */
export interface BaselineStack {
  /** Node's `threadId`. */
  thread: number;
  name: string;
  /**
   * Innermost first: indexes of {@link Baseline.active}; `foreign` for a row of frames below
   * that are not the program's, `homeless` for a frame that has no place in the running version.
   */
  frames: (number | 'foreign' | 'homeless')[];
  /** An update takes up frames from this index on only when control comes back to them. */
  deferredFrom: number;
}

/** The texts of one version of a module. */
export interface SessionSource {
  file: string;
  hash: string;
  format: SourceFormat;
  /** Every statement is a continuation point, for a debugger. */
  statements: boolean;
  /** What the author wrote. */
  authored: string;
  /** The plain JavaScript that functions, points and offsets are of. */
  text: string;
  /** Source map (JSON) from `text` to what the author wrote; `null` where both are the same. */
  map: string | null;
  /** Why the module runs as it is and cannot be updated, if so. */
  skipped: Diagnostic | null;
  /** Of a large text, what is known of its functions (see `saveCharts` of the program model); `null` for others. */
  charts: string | null;
}

/** A TypeScript file that lies on disk with another text than when the program took it. */
export interface TypeText {
  file: string;
  /** What it was; `null` when that is not known. */
  text: string | null;
}

/** Told to subscribers when an update or a rollback has come to its end. */
export interface UpdateNotice {
  kind: 'update' | 'rollback';
  outcome: Outcome;
  /** The version that runs now. */
  version: number;
  /** The files that have another version now; none unless `outcome` is `applied`. */
  files: string[];
  diagnostics: Diagnostic[];
  /** What `apply` or `rollback` answers. */
  result: ApplyResult;
}
