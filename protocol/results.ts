import type { Diagnostic } from './diagnostics.js';
import type { UpdatePlan } from './plan.js';

/** What came of an `apply` or a `rollback`. */
export type Outcome = 'applied' | 'nothing-to-do' | 'refused' | 'rolled-back';

/** What an update did in one thread; `id` is Node's `threadId`. */
export interface ThreadResult {
  id: number;
  name: string;
  framesRebuilt: number;
  framesDeferred: number;
  activationsPending: number;
}

/** The JSON that `apply` and `rollback` print. `version` is the one that runs now, from 1 on. */
export interface ApplyResult {
  outcome: Outcome;
  version: number;
  /** From the first stopped thread to the last running one. */
  pauseMs: number;
  totalMs: number;
  threads: ThreadResult[];
  diagnostics: Diagnostic[];
}

/** The exit code of `apply` and `rollback` for an outcome. */
export function exitCodeOf(outcome: Outcome): number {
  switch (outcome) {
    case 'applied':
    case 'nothing-to-do':
      return 0;
    case 'refused':
      return 2;
    case 'rolled-back':
      return 3;
  }
}

/**
 * What `plan` found; the JSON that it prints. Open questions are diagnostics. `plan` is absent when
 * the sources could not be compared.
 */
export interface PlanResult {
  outcome: 'planned' | 'nothing-to-do' | 'refused';
  plan?: UpdatePlan;
  /** The plan as a person reads it, without a final line break. */
  text: string;
  diagnostics: Diagnostic[];
}

/** One frame of a running stack, innermost first; lines and columns are the author's, 1-based. */
export interface StackFrame {
  function: string;
  file: string;
  line: number;
  column: number;
  /** Version of the module that the frame runs; `null` for code that is not instrumented. */
  version: number | null;
}

/** An async function or generator that waits at an `await` or `yield`. */
export interface SuspendedActivation extends StackFrame {
  kind: 'async' | 'generator' | 'async-generator';
  /** How many activations wait at this very place. */
  count: number;
}

export interface ThreadStack {
  id: number;
  name: string;
  state: 'running' | 'idle' | 'unreachable';
  /** Why the thread could not be read, when it is unreachable. */
  reason?: string;
  frames: StackFrame[];
  /** `true` when the stack is deeper than what was asked for. */
  truncated: boolean;
  activations: SuspendedActivation[];
}

/** The JSON that `stack` prints. */
export interface StackResult {
  session: string;
  version: number;
  threads: ThreadStack[];
}

/** One version that ran, oldest first. */
export interface HistoryEntry {
  version: number;
  /** ISO 8601. */
  time: string;
  kind: 'start' | 'update' | 'rollback';
  files: string[];
  /** What runs of each file since then, and what ran before. */
  changes: SourceChange[];
  /** From the first stopped thread to the last running one. */
  pauseMs: number;
  /** In all threads. */
  framesRebuilt: number;
}

/** A file's version in place of another; the hashes name them for `source`. */
export interface SourceChange {
  file: string;
  from: string;
  to: string;
}
