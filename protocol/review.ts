import type { ActivityState } from './baseline.js';
import type {
  CodeSpan,
  Decision,
  PlaceTarget,
  ReviewVariable,
  StatementPair,
} from './lsp/index.js';
import type {
  BindingEntry,
  ClassEntry,
  FrameChoice,
  FunctionEntry,
  PlanPlace,
  StatementEntry,
} from './plan.js';

/** The version of the messages between the review panel and its host; both are always built together. */
export const REVIEW_PROTOCOL = 1;

/** What becomes of a frame. */
export type FrameState = 'unchanged' | 'moved' | 'remapped' | 'decision' | 'deferred';

/** All that the panel shows; things refer to each other by index. */
export interface ReviewModel {
  session: string;
  /** The version that runs. */
  version: number;
  modules: ReviewedModule[];
  functions: ReviewedFunction[];
  places: ReviewedPlace[];
  threads: ReviewedThread[];
  questions: Question[];
  changes: ReviewedChanges;
  /** What cannot be decided here: why an update would be refused, and what it would not do. */
  notes: ReviewNote[];
  planText: string;
  /** Names of files that are saved first. */
  unsaved: string[];
  /** Threads that could not be read, by name. */
  unreachable: string[];
}

export interface ReviewedModule {
  /** Absolute path. */
  file: string;
  /** As the workspace names it. */
  name: string;
  uri: string;
  isChanged: boolean;
}

export interface ReviewedFunction {
  module: number;
  old: CodeSpan;
  now: CodeSpan | null;
  isChanged: boolean;
  change: FunctionEntry['change'] | null;
  confidence: number;
  reason: string;
  pairs: StatementPair[];
  targets: PlaceTarget[];
  canRestart: boolean;
}

export interface ReviewedPlace {
  module: number;
  fn: number;
  /** Name of the function. */
  label: string;
  state: FrameState;
  /** Where it goes on has to be decided, not only the values of variables. */
  isOpen: boolean;
  activity: ActivityState;
  isLeaf: boolean;
  thread: number;
  count: number;
  /** 1-based lines of the running text, and of the document. */
  oldLines: [number, number];
  newLines: [number, number] | null;
  /** What becomes of it, in a sentence. */
  outcome: string;
  reason: string;
  confidence: number;
  /** The plan's entry; `null` where nothing can be decided. */
  from: PlanPlace | null;
  to: PlanPlace | null;
  override: FrameChoice | null;
  variables: ReviewedVariable[];
  dropped: string[];
  /** Variables of the old activation that an expression can name. */
  visible: string[];
}

export interface ReviewedVariable extends ReviewVariable {
  /** The expression that was decided, for all activations of the function or for those here. */
  decided: string | null;
}

export interface ReviewedThread {
  id: number;
  name: string;
  /** Innermost first. */
  frames: ReviewedFrame[];
  suspended: ReviewedFrame[];
}

export type ReviewedFrame =
  | { kind: 'frame'; place: number; state: FrameState; count: number }
  | { kind: 'foreign' }
  | { kind: 'homeless' };

/** What has to be decided before the update, and where in the panel. */
export interface Question {
  text: string;
  at:
    | { tab: 'stacks'; place: number; variable?: string }
    | { tab: 'functions'; change: number }
    | { tab: 'values'; change: number };
  /** The decision that accepts what is proposed. */
  proposal: { uri: string; decision: Decision } | null;
}

/** The plan's entries beside the frames, each with its module. */
export interface ReviewedChanges {
  functions: { module: number; entry: FunctionEntry }[];
  classes: { module: number; entry: ClassEntry }[];
  bindings: { module: number; entry: BindingEntry }[];
  statements: { module: number; entry: StatementEntry }[];
  /** Values that functions made before the update lack. */
  values: {
    module: number;
    function: string;
    name: string;
    line: number;
    why: string;
    proposed: string;
    decided: string | null;
  }[];
}

export interface ReviewNote {
  severity: 'error' | 'warning' | 'info';
  code: string;
  text: string;
  /** Index of a module; with the line, where it is. */
  module: number | null;
  line: number | null;
  /** The update would be refused for it. */
  isObstacle: boolean;
}

/** What the host says. */
export type ToPanel =
  | { type: 'model'; protocol: typeof REVIEW_PROTOCOL; model: ReviewModel; at: ShowAt | null }
  /** What it is at; `null` when it has come to an end. */
  | { type: 'working'; what: 'planning' | 'applying' | null }
  /** A decision is not possible; the model is as it was. */
  | { type: 'refused'; id: number; reason: string }
  | { type: 'accepted'; id: number }
  /** `canLook`: of a program that runs they can be had by stopping it for a moment. */
  | { type: 'values'; frames: FrameValues[]; canLook: boolean }
  /** What came of something, such as the update; when it is over, there is nothing left to decide. */
  | { type: 'told'; text: string; isError: boolean; isOver: boolean };

/** Where a review begins. */
export interface ShowAt {
  file: string;
  line: number | null;
}

/** Live values of one frame's variables, shortened for display. */
export interface FrameValues {
  thread: number;
  /** From the innermost frame of the program on. */
  frame: number;
  values: Record<string, string>;
}

/** What the panel asks for. */
export type FromPanel =
  | { type: 'ready'; protocol: number }
  | { type: 'decide'; id: number; uri: string; decision: Decision }
  /** Accepts everything that is proposed. */
  | { type: 'acceptProposals' }
  | { type: 'apply' }
  | { type: 'cancel' }
  | { type: 'refresh' }
  /** Stop the program for a moment, to read its values. */
  | { type: 'look' }
  /** Old and new version of a module side by side. */
  | { type: 'openDiff'; module: number }
  | { type: 'openSource'; module: number; line: number }
  | { type: 'openPlan' }
  /** Write a state transformer in an editor. */
  | { type: 'editTransformer'; module: number; section: 'classes' | 'bindings'; name: string };
