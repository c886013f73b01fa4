import type { Baseline, SessionSource, TypeText, UpdateNotice } from './baseline.js';
import type { ApplyResult, HistoryEntry, PlanResult, StackResult } from './results.js';
import type { SessionInfo } from './session.js';

/** Parameters of an update. `plan` is the text of a plan file; without it the update is inferred. */
export interface ApplyOptions {
  plan?: string;
  /** Absolute path of that file: the plan may name others beside it. */
  planFile?: string;
  /** Accept the proposed answers to open questions. */
  yes?: boolean;
  /** How long the threads may take to stop. */
  timeoutMs?: number;
}

export interface PlanOptions {
  /** Text of a plan file whose decisions are carried over. */
  plan?: string;
  planFile?: string;
}

export interface StackOptions {
  /** Innermost frames to read of each thread. */
  depth?: number;
}

export interface BaselineOptions {
  /** Say of each frame where it is, not only how many stand where. */
  stacks?: boolean;
}

export interface SourceOptions {
  hash: string;
}

/** A frame that a debugger has stopped in front of a statement, and the one in front of which it is to go on. */
export interface JumpOptions {
  /** Node's `threadId`. */
  thread: number;
  file: string;
  /** The version of the module that the frame runs. */
  hash: string;
  /** The function's index in that version. */
  fn: number;
  /** Keys of points of the function. */
  from: string;
  to: string;
}

/** The methods of a session's socket: JSON-RPC 2.0, one message a line. */
export interface SessionMethods {
  info: { params: undefined; result: SessionInfo };
  stack: { params: StackOptions | undefined; result: StackResult };
  plan: { params: PlanOptions | undefined; result: PlanResult };
  apply: { params: ApplyOptions | undefined; result: ApplyResult };
  rollback: { params: undefined; result: ApplyResult };
  history: { params: undefined; result: HistoryEntry[] };
  /** Has a frame go on elsewhere in its function; see runtime-agent/coordinator/jump.ts. */
  jump: { params: JumpOptions; result: null };
  /**
   * Opens the process's inspector on a free loopback port, if it is not open, for a debugger.
   * `statements`: the session was started by a debugger, every statement is an update point.
   */
  inspector: { params: undefined; result: { url: string; statements: boolean } };
  /**
   * The first of 65,536 numbers for what this connection evaluates in the main thread while it is stopped in the
   * debugger. When the connection is closed, such an evaluation ends. 0: none could be ended.
   */
  guardEvaluations: { params: undefined; result: { first: number } };
  /** Ends such an evaluation; whether there was one. */
  endEvaluation: { params: { number: number }; result: boolean };
  /** What runs and where; the program goes on undisturbed. */
  baseline: { params: BaselineOptions | undefined; result: Baseline };
  /** The texts of one version of a module, by its hash. */
  source: { params: SourceOptions; result: SessionSource };
  /** TypeScript files that have changed, those too that only declare types and are never loaded. */
  typeTexts: { params: undefined; result: TypeText[] };
  /** From now on the connection is sent the {@link SessionNotifications}. */
  subscribe: { params: undefined; result: { version: number } };
}

export type SessionMethod = keyof SessionMethods;

/**
 * What subscribers are sent, as JSON-RPC notifications. The end of a session is the end of its
 * connections.
 */
export interface SessionNotifications {
  updated: UpdateNotice;
}

export type SessionNotification = keyof SessionNotifications;

export interface RpcNotification {
  jsonrpc: '2.0';
  method: string;
  params?: unknown;
}

export interface RpcRequest {
  jsonrpc: '2.0';
  id: number;
  method: string;
  params?: unknown;
}

export interface RpcFailure {
  code: number;
  message: string;
  /** `{ diagnostics }` where the failure is one that the developer is to be told. */
  data?: unknown;
}

export interface RpcResponse {
  jsonrpc: '2.0';
  id: number | null;
  result?: unknown;
  error?: RpcFailure;
}

/** JSON-RPC 2.0 error codes, and one of our own for a failure with diagnostics. */
export const rpcErrors = {
  parse: -32700,
  request: -32600,
  method: -32601,
  params: -32602,
  internal: -32603,
  restitch: -32000,
} as const;
