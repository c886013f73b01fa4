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
