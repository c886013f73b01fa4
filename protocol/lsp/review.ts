import { RequestType } from 'vscode-jsonrpc';
import type { DocumentUri, Range } from 'vscode-languageserver-protocol';
import type { ActivityState } from '../baseline.js';
import type { FunctionEntry, PlanPlace, PointEntry } from '../plan.js';
import type { PlanAnswer, PlanParams } from './plan.js';

/** What a review shows: the plan beside the stacks and the code that they stand in. */
export interface ReviewAnswer extends PlanAnswer {
  /** The version that runs. */
  version: number;
  /** Modules that change, and those that frames stand in. */
  modules: ReviewModule[];
  threads: ReviewThread[];
  /** Threads that could not be read, by name. */
  unreachable: string[];
}

export interface ReviewModule {
  /** As the plan names it. */
  file: string;
  uri: DocumentUri;
  isChanged: boolean;
  /** Pairs of functions that activations stand in, or will. */
  functions: ReviewFunction[];
  places: ReviewPlace[];
}

/** Whole lines of a text. */
export interface CodeSpan {
  /** The function's path, as the plan names it. */
  function: string;
  /** 1-based line of the text's first. */
  line: number;
  text: string;
}

/** A function and the one that its activations go on in. */
export interface ReviewFunction {
  old: CodeSpan;
  /** `null`: it is gone. */
  now: CodeSpan | null;
  isChanged: boolean;
  entry: FunctionEntry | null;
  /** Statements that correspond, in source order. */
  pairs: StatementPair[];
  /** Where in the new function an activation can be sent. */
  targets: PlaceTarget[];
  /** It can be begun again. */
  canRestart: boolean;
}

export interface StatementPair {
  old: Range;
  now: Range;
  /** The same text, white space apart. */
  isSame: boolean;
}

export interface PlaceTarget {
  /** The place's name, as `resume` decisions take it. */
  at: string;
  range: Range;
  /** In front of a statement, at the end of a block, or at a point where activations can wait. */
  kind: 'before' | 'end' | 'point';
}

/** A place where activations stand, and how they go on by the plan with its decisions. */
export interface ReviewPlace {
  /** Index into the module's functions. */
  fn: number;
  old: Range;
  state: ActivityState;
  isLeaf: boolean;
  /** Node's `threadId`. */
  thread: number;
  count: number;
  /** The plan's entry, by its `from`; `null` in a module that does not change. */
  from: PlanPlace | null;
  now: Range | null;
  to: PlanPlace | null;
  how: PointEntry['how'] | 'unchanged' | 'unknown';
  asks: boolean;
  confidence: number;
  reason: string;
  variables: ReviewVariable[];
  /** Variables of the old activation that nothing takes over. */
  dropped: string[];
  /** All variables of the old activation that are in scope there. */
  visible: string[];
}

/** Where a variable of the new activation gets its value from. */
export interface ReviewVariable {
  /** As the plan names it: `#2` is the second of that name. */
  name: string;
  /** Its line, 1-based, in the document. */
  line: number;
  /** What it was called, for one that is kept. */
  old: string | null;
  from: 'kept' | 'renamed' | 'initialised' | 'given' | 'loop' | 'unused' | 'asks';
  /** The expression that gives it its value, or that is proposed; '' where there is none. */
  text: string;
  confidence: number;
  reason: string;
  /** The plan has an entry for it, which a decision for all activations can stand beside. */
  isListed: boolean;
}

export interface ReviewThread {
  id: number;
  name: string;
  /** Innermost first. */
  frames: ReviewFrame[];
  suspended: ReviewFrame[];
}

export type ReviewFrame =
  /** The program's; module and place by index. */
  | { kind: 'frame'; module: number; place: number; count: number; isDeferred: boolean }
  /** Frames in a row that are not the program's: Node's own, or packages that are not updated. */
  | { kind: 'foreign' }
  /** A frame that has no place in the running version. */
  | { kind: 'homeless' };

/** The update that the documents amount to, with all that a person needs to judge it. */
export const reviewRequest = new RequestType<PlanParams, ReviewAnswer, void>('restitch/review');
