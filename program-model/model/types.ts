import type { Scope, ScopeManager, Variable as ScopeVariable } from 'eslint-scope';
import type { ClassNode, ESTree, Node } from './estree.js';
import type { ModuleFormat } from './parse.js';

/** A module text with all that the engine knows of it. `functions[0]` is the module top. */
export interface SourceModel {
  /** The file's absolute path. */
  id: string;
  text: string;
  format: ModuleFormat;
  /** Each statement is a continuation point, for debuggers. */
  statements: boolean;
  ast: ESTree.Program;
  scopes: ScopeManager;
  functions: FunctionModel[];
  /** Every class, in source order. */
  classes: ClassNode[];
  /** The function that a function's own node belongs to. */
  functionOf: Pick<ReadonlyMap<Node, FunctionModel>, 'get' | 'has'>;
}

/** Bits of {@link FunctionModel.lexical}. */
export const LEXICAL = { this: 1, arguments: 2, newTarget: 4, super: 8, with: 16 } as const;

export type FunctionKind =
  | 'module'
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'field'
  | 'static-block';

export interface FunctionModel {
  index: number;
  node: Node;
  /** Index of the enclosing function; -1 for the module top. */
  parent: number;
  /** The author's name, or '' */
  name: string;
  /** Where the function stands, e.g. `Server#handle/forEach$0`; unique in its module. */
  path: string;
  kind: FunctionKind;
  async: boolean;
  generator: boolean;
  /** A constructor of a class that extends another. */
  derived: boolean;
  /** The last part of its path, without what tells it from others of that name. */
  segment: string;
  /** How code that uses it names it: as a variable, or as a property with a dot; undefined for neither. */
  usedAs: string | undefined;
  /** It is called where it stands, once each time that the code around it runs. */
  isInvoked: boolean;
  /** How many characters before `start` its text begins, as `toString` gives it. */
  head: number;
  /** What its own code has of `this` and the like: bits of {@link LEXICAL}. */
  lexical: number;
  /** Names of properties that its own code makes accessors of, assigns or deletes. */
  changing: readonly string[];
  /** Where its own code can wait in a `yield`, counted from its start. */
  yields: readonly number[];
  /** How many classes its own code has. */
  classCount: number;
  start: number;
  end: number;
  variables: Variable[];
  points: Point[];
  /** Why running activations of the function can't be taken up again. */
  obstacle: Obstacle | undefined;
}

/** What keeps a function from being updated in full. */
export interface Obstacle {
  /**
   * `native`, `fixed`: its code can't be exchanged; `native` text stays exactly as it is.
   * `closed`: it can, for calls that begin later.
   */
  kind: 'native' | 'fixed' | 'closed';
  /** Ends the sentence "… because …". */
  why: string;
}

export interface Variable {
  /** `name@offset` of the declaring identifier. */
  key: string;
  name: string;
  offset: number;
  kind: 'var' | 'let' | 'const' | 'param' | 'function' | 'class' | 'catch';
  /** Index of the function that declares it. */
  owner: number;
  /** The node whose scope holds the variable: a block, loop, catch clause, or the function's node. */
  scopeNode: Node;
  scopeStart: number;
  scopeEnd: number;
  /** Used by a nested function. */
  captured: boolean;
  /** Written after its initialisation. */
  assigned: boolean;
  declaration: ScopeVariable;
  scope: Scope;
}

export type PointKind =
  | 'call'
  | 'new'
  | 'tag'
  | 'super'
  | 'await'
  | 'yield'
  | 'loop'
  | 'after'
  | 'catch'
  | 'entry'
  /** In front of a statement; only where a debugger may stop the program (see `statements`). */
  | 'before';

/** A place where an activation can be taken up again (a continuation point). */
export interface Point {
  /** `kind@start` of the node; for all but the outermost of those with one start, `kind@start-end`. */
  key: string;
  kind: PointKind;
  node: Node;
  start: number;
  end: number;
  /** Offset that V8 reports for a frame that waits here; -1 where none can. */
  at: number;
}
