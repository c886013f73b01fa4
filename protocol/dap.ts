// What Restitch adds to the Debug Adapter Protocol. The requests are answered, and the events sent, by
// any adapter whose `initialize` response has the `restitch` capability.
import type { ApplyResult, HistoryEntry, PlanResult, StackResult } from './results.js';
import type { ApplyOptions, PlanOptions, StackOptions } from './rpc.js';

/** Version of these messages; it grows with each change that a client can notice. */
export const restitchDapVersion = 1;

export interface RestitchCapabilities {
  restitch: { version: number };
}

/** The custom requests. With child processes, each is about the process that `pid` names, or all. */
export interface RestitchRequests {
  /** What an update would do now: how each function, frame and variable would go on, and what is not sure. */
  'restitch/plan': { arguments: PlanOptions | undefined; body: PlanResult };
  /** Updates the program to the sources on disk, by a plan where one is given. */
  'restitch/apply': { arguments: ApplyOptions | undefined; body: ApplyResult };
  /** Updates back to the version before. */
  'restitch/rollback': { arguments: undefined; body: ApplyResult };
  /** The stacks of all threads, also of those that run, and the activations that wait. */
  'restitch/stack': { arguments: StackOptions | undefined; body: StackResult };
  /** The versions that have run, oldest first. */
  'restitch/history': { arguments: undefined; body: HistoryEntry[] };
}

export type RestitchRequest = keyof RestitchRequests;

/** The custom events. */
export interface RestitchEvents {
  /** An update is about to stop the program's threads. */
  'restitch/pending': { session: string };
  /** An update was carried out, by whomever: the body is that of `restitch/apply`. */
  'restitch/applied': ApplyResult;
  /** An update was refused or taken back; nothing has changed. */
  'restitch/failed': ApplyResult;
}

export type RestitchEvent = keyof RestitchEvents;
