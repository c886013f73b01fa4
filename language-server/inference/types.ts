import type { Node } from '../../program-model/model/estree.js';
import type { LoopCarry } from './iterations.js';
import type { Point, SourceModel } from '../../program-model/model/types.js';

/** How a function of the old version corresponds to one of the new version. */
export interface FunctionMatch {
  /** Index of the function in the old model; undefined for an added one. */
  old?: number;
  /** Index of the function in the new model; undefined for a removed one. */
  now?: number;
  /** Any difference of text, nested functions included. */
  changed: boolean;
  /** 0 to 1. */
  confidence: number;
  /** One line for a person. */
  reason: string;
  /**
   * For a new function taken out of an old one: the old function that its code comes from.
   * For an old function put into a new one: the new function that holds its code.
   */
  host?: number;
  /** The file that the function went to (a removed one) or came from (an added one), with its index there. */
  elsewhere?: { id: string; fn: number };
}

/** `exact`: the same place; `moved`: the same code elsewhere; `guess`: the code is gone, this follows. */
export type PointOutcome = 'exact' | 'moved' | 'guess' | 'lost';

export interface FramePlace {
  fn: number;
  key: string;
}

/** Where an activation goes on that stood at a point of the old version. */
export interface PointMatch {
  /** Index of the new function; -1 when lost. */
  fn: number;
  /**
   * `kind@start`: a point of the new function, or `before@start` (in front of that statement) or
   * `end@start` (at the end of that block) where execution goes on although no frame could have
   * stood there; undefined when lost.
   */
  key: string | undefined;
  /** The node that `key` names. */
  node?: Node;
  /** The listed point, where `key` is one. */
  point?: Point;
  how: PointOutcome;
  confidence: number;
  reason: string;
  /** When the frame becomes several: all of them, the caller first; the last equals `fn` and `key`. */
  frames?: FramePlace[];
  /** The iteration under way of a loop that is a callback now, or was one, has only begun. */
  starts?: boolean;
  /** Values that the developer gives variables of frames that go on here, by the variables' labels. */
  values?: Readonly<Record<string, string>>;
  /** How the frame ends instead of going on, by the developer's decision. */
  end?: Extract<FrameDecision, { do: 'return' | 'throw' | 'finish-old' }>;
  /** What the activation waited for is not what this point waits for, which is made anew. */
  redo?: boolean;
  /** The frame becomes one with its caller's, whose place this is. */
  joinsCaller?: boolean;
  /** With `joinsCaller`: the old function whose frame that is, and where it waits; undefined where none can. */
  caller?: FramePlace;
  /** With `joinsCaller`: the same for activations that other functions have called. */
  otherCallers?: readonly PointMatch[];
}

export type VariableSource =
  | { kind: 'kept'; old: string }
  /** Its own initialiser can be evaluated where the activation goes on. */
  | { kind: 'initialiser' }
  /** A JavaScript expression over the old activation's variables. */
  | { kind: 'expression'; text: string }
  /** How far the old loop at an offset has come in the list that it iterates over (an index). */
  | { kind: 'position'; loop: number; list: string }
  | { kind: 'question'; proposed?: string; why: string };

/** Where a variable of the new version gets its value from. */
export interface VariableMatch {
  /** `name@offset` of the new variable. */
  now: string;
  from: VariableSource;
  confidence: number;
  reason: string;
}

/** The same where two frames become one: whose variables it comes from. */
export type JoinedVariable = VariableMatch & { of: 'callee' | 'caller' };

/** Expressions over an old activation's variables, by the labels of new ones. */
type Values = Readonly<Record<string, string>>;

/** One decision for all activations that stand inside a statement of an old function. */
export interface RangeDecision {
  /** The old function's path. */
  function: string;
  /** How the statement begins, white space apart. */
  within: string;
  choice: FrameDecision;
}

/** How an activation goes on by the developer's decision. */
export type FrameDecision =
  /** At a point of a new function: its label (see {@link pointLabels}), or how that begins, or `before …`, `end`. */
  | { do: 'resume'; function: string; at: string; variables?: Values | undefined }
  /** At the function's beginning. */
  | { do: 'restart'; variables?: Values | undefined }
  /** Not at all: the frame ends with the value of an expression over its old variables. */
  | { do: 'return' | 'throw'; value: string }
  /** In the old code, to its end. */
  | { do: 'finish-old' };

/**
 * Decisions that stand above what is inferred. Places are named by paths, code and names, not by
 * offsets, so that they survive edits elsewhere.
 */
export interface CorrespondenceOverrides {
  /** Old path → new path, or null for "has no counterpart". */
  functions?: Readonly<Record<string, string | null>>;
  /** Old path → label of a point → how an activation there goes on. */
  points?: Readonly<Record<string, Readonly<Record<string, FrameDecision>>>>;
  /** For points that `points` does not name. */
  ranges?: readonly RangeDecision[];
  /** New path → variable's label → expression over the old activation's variables. */
  variables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface InferenceOptions {
  overrides?: CorrespondenceOverrides;
  /** Functions and classes that went to another file, or came from one. */
  elsewhere?: { old: readonly Node[]; now: readonly Node[] };
}

/** What corresponds to what between two versions of one module. */
export interface Correspondence {
  readonly old: SourceModel;
  readonly now: SourceModel;
  readonly functions: readonly FunctionMatch[];
  /** The new function that a function of the old version became. */
  functionFor(oldFn: number): FunctionMatch | undefined;
  /**
   * Old nodes to new ones between a function and its counterpart, without the contents of nested
   * functions. Empty for a removed function. Computed on first use.
   *
   * @param nowFn another function that code of the old one is in now, in place of its counterpart
   */
  nodeMap(oldFn: number, nowFn?: number): ReadonlyMap<Node, Node>;
  /** By loop of the new function: how iterations go on in it, where its kind has changed. */
  loops(oldFn: number, nowFn?: number): ReadonlyMap<Node, LoopCarry>;
  /**
   * Where an activation that stands at a point goes on.
   *
   * @param point the point itself, or its key
   */
  mapPoint(oldFn: number, point: string | Point): PointMatch;
  /**
   * One entry for each variable of the new function.
   *
   * @param at the point where the activation goes on: a variable that is declared behind it, or
   * not read from there on, then needs no value
   */
  mapVariables(oldFn: number, nowFn: number, at?: PointMatch): VariableMatch[];
  /** The same for the one frame that the frames of a function and its caller become. */
  mapJoined?(callee: number, caller: number, nowFn: number, at?: PointMatch): JoinedVariable[];
}
