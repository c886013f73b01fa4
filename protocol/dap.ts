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
  'restitch/plan': { arguments: PlanOptions | undefined; body: PlanResult };
  'restitch/apply': { arguments: ApplyOptions | undefined; body: ApplyResult };
  'restitch/rollback': { arguments: undefined; body: ApplyResult };
  'restitch/stack': { arguments: StackOptions | undefined; body: StackResult };
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
