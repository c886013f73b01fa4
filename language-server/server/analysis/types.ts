import type { Range } from 'vscode-languageserver-protocol';
import type { ActiveStatement, ActivityState, SessionSource } from '../../../protocol/baseline.js';
import type { Diagnostic } from '../../../protocol/diagnostics.js';
import type { ReviewFunction, ReviewPlace } from '../../../protocol/lsp/index.js';
import type { FunctionEntry, ModulePlan, PlanPlace, PointEntry } from '../../../protocol/plan.js';

/** What runs, in the form that an analysis needs; `id` tells versions and modes apart. */
export interface Base extends SessionSource {
  id: string;
  /** esbuild's name for the Node that the program runs on. */
  target: string;
}

export interface AnalysisRequest {
  /** The session that runs the base. */
  session: string;
  base: Base;
  /** What stands in the document (or on disk) now. */
  authored: string;
  /** The file lies nowhere any more: the text is empty if the program can do without it. */
  isGone?: boolean;
  active: ActiveStatement[];
  /** Entries of earlier plans that have a decision. */
  decided: ModulePlan | undefined;
  /** Also say what a review shows. */
  review?: boolean;
  /** The session's other files that differ, as far as that is known. */
  changed: readonly string[];
  /** Open documents that the session does not run. */
  unloaded: readonly { file: string; text: string }[];
  /** The files that it runs. */
  loaded: readonly string[];
}

export type AnalysisResult =
  { kind: 'view'; view: ModuleView } | { kind: 'syntax'; diagnostic: Diagnostic; column: number };

/** Everything that the features show of one module, in positions of the document. */
export interface ModuleView {
  /** What would be loaded differs from what runs; comments of TypeScript do not count. */
  isChanged: boolean;
  plan: ModulePlan;
  /** The entries that may be open when the decisions are followed. */
  questions: Pick<ModulePlan, 'functions' | 'points' | 'variables'>;
  functions: FunctionView[];
  active: ActiveView[];
  variables: VariableView[];
  findings: Finding[];
  /** What is wrong with the decisions; nothing is made of them then. */
  problems: Diagnostic[];
  hunks: Hunk[];
  /** Files that it has exchanged code or state with, with the hashes of their texts. */
  others: Record<string, string>;
  /** When it was asked for. */
  review?: ReviewParts;
}

/** What a review shows of one module; the places are those of the active statements, in order. */
export interface ReviewParts {
  functions: ReviewFunction[];
  places: (ReviewPlace | null)[];
}

/** A function that the plan has an entry for. */
export interface FunctionView {
  entry: FunctionEntry;
  /** What differs is its own code, not only that of functions inside it. */
  isOwn: boolean;
  /** In the document; `null` for functions that are gone. */
  range: Range | null;
  name: Range | null;
  frames: number;
  suspended: number;
}

export interface ActiveView {
  function: string;
  old: Range;
  now: Range | null;
  how: PointEntry['how'] | 'unchanged' | 'unknown';
  asks: boolean;
  becomes: string | null;
  state: ActivityState;
  isLeaf: boolean;
  thread: number;
  count: number;
}

/** A variable of a changed function that is new, or was called something else. */
export interface VariableView {
  function: string;
  name: string;
  /** Where it is declared. */
  range: Range;
  was: string | null;
  reason: string;
  confidence: number;
}

/** Lines that differ, 0-based, the ends excluded. */
export interface Hunk {
  oldStart: number;
  start: number;
  end: number;
  /** The lines that run. */
  text: string;
}

/** What the developer is told at a place, with what can be done about it. */
export interface Finding {
  diagnostic: Diagnostic;
  range: Range;
  fix: Fix | null;
}

export type Fix =
  | {
      kind: 'point';
      from: { function: string; at: string };
      places: PlanPlace[];
      canRestart: boolean;
    }
  | { kind: 'variable'; function: string; name: string; proposed: string | null }
  | { kind: 'statement'; text: string; run: boolean }
  | { kind: 'binding'; name: string; skeleton: string | null }
  | { kind: 'class'; name: string; skeleton: string | null }
  | { kind: 'function'; old: string; now: string }
  /** A variable that keeps a value which does not fit its type. */
  | { kind: 'kept'; function: string; name: string }
  | { kind: 'type'; name: string; skeleton: string | null };
