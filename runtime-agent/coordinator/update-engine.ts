import type { Baseline, SessionSource } from '../../protocol/baseline.js';
import type { ApplyOptions, JumpOptions, PlanOptions } from '../../protocol/rpc.js';
import type { ApplyResult, HistoryEntry, PlanResult } from '../../protocol/results.js';
import type { SessionRecord } from '../../protocol/session.js';
import type { ModuleLoader } from '../loader/module-loader.js';
import type { Observation } from './baseline.js';
import type { Threads } from './threads.js';

/** What an update engine works with. */
export interface EngineContext {
  /** Ways to the program's threads. */
  threads: Threads;
  /** `loader.version(file, format)` is what lies on disk now; `loader.store` has what runs. */
  loader: ModuleLoader;
  /** The table that all threads share (see thread-rows.ts). */
  rows: Int32Array;
  session: SessionRecord;
}

/** Infers, carries out and takes back updates of this process. Calls of promises never overlap. */
export interface UpdateEngine {
  /** The version that runs, from 1 on. */
  readonly version: number;
  history(): HistoryEntry[];
  /** The version that a module's hash first came with; `null` when it never ran. */
  versionOf(hash: string): number | null;
  plan(options: PlanOptions): Promise<PlanResult>;
  apply(options: ApplyOptions): Promise<ApplyResult>;
  rollback(): Promise<ApplyResult>;
  /** Has a frame go on elsewhere in its function. @throws {RestitchError} RS1022, RS1201 */
  jump(options: JumpOptions): Promise<void>;
  /** What an observation shows of the running version; not while another call is under way. */
  baseline(seen: Observation, stacks?: boolean): Baseline;
  /** Forgets versions that the program has left behind; not while another call is under way. */
  tidy(): void;
  /** The texts of a version; `undefined` when nobody has them any more. */
  source(hash: string): SessionSource | undefined;
}
