/**
 * The shape of a generated program, free of names and context: variables, functions and labels are
 * numbers that the printer resolves among those in scope, and `await`, `yield`, `return`, `break`
 * fall away where they may not stand. So each part of a tree can be dropped or replaced on its own,
 * and shrinking never leaves an invalid program.
 */
export type Expression =
  | { readonly k: 'number'; readonly value: number }
  | { readonly k: 'read'; readonly place: number }
  | { readonly k: 'trace'; readonly of: Expression }
  | {
      readonly k: 'binary';
      readonly op: BinaryOperator;
      readonly l: Expression;
      readonly r: Expression;
    }
  | {
      readonly k: 'conditional';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly k: 'unary'; readonly op: '-' | '!' | 'typeof' | 'void'; readonly of: Expression }
  | { readonly k: 'sequence'; readonly first: Expression; readonly last: Expression }
  | { readonly k: 'template'; readonly tagged: boolean; readonly parts: readonly Expression[] }
  | { readonly k: 'array'; readonly items: readonly Item[]; readonly pick: number }
  | {
      readonly k: 'object';
      readonly form: 'plain' | 'computed' | 'spread' | 'optional';
      readonly a: Expression;
      readonly b: Expression;
    }
  | {
      readonly k: 'assign';
      readonly place: number;
      readonly op: AssignOperator;
      readonly value: Expression;
    }
  | {
      readonly k: 'update';
      readonly place: number;
      readonly op: '++' | '--';
      readonly prefix: boolean;
    }
  | {
      readonly k: 'unpack';
      readonly place: number;
      readonly other: number;
      readonly values: readonly Expression[];
      readonly fallback: Expression;
    }
  | {
      readonly k: 'call';
      readonly fn: number;
      readonly how: 'plain' | 'optional' | 'spread' | 'keep';
      readonly args: readonly Expression[];
    }
  | {
      readonly k: 'instance';
      readonly cls: number;
      readonly use: 'method' | 'getter' | 'static' | 'field';
      readonly arg: Expression;
    }
  | {
      readonly k: 'native';
      readonly which: NativeCaller;
      readonly items: readonly Expression[];
      readonly body: Body;
    }
  | { readonly k: 'invoke'; readonly body: Body }
  | { readonly k: 'await'; readonly of: Expression }
  | { readonly k: 'yield'; readonly of: Expression; readonly delegate: boolean };

export type BinaryOperator = '+' | '-' | '*' | '&' | '<' | '===' | '&&' | '||' | '??';
export type AssignOperator = '=' | '+=' | '-=' | '*=' | '||=' | '&&=' | '??=';

/** Whom the body is handed to; a native function or an implicit call runs it. */
export type NativeCaller =
  | 'map'
  | 'filter'
  | 'reduce'
  | 'sort'
  | 'forEach'
  | 'from'
  | 'replace'
  | 'toJSON'
  | 'getter'
  | 'valueOf'
  | 'proxy'
  | 'apply'
  | 'iterator'
  | 'executor';

/** An element of an array literal. */
export interface Item {
  readonly spread: boolean;
  readonly value: Expression;
}

/** Statements and the value returned after them. */
export interface Body {
  readonly statements: readonly Statement[];
  readonly result: Expression;
}

export interface Parameter {
  readonly shadows: boolean;
  readonly fallback: Expression | undefined;
}

export type FunctionKind =
  'function' | 'arrow' | 'generator' | 'async' | 'asyncArrow' | 'asyncGenerator';

export interface FunctionNode {
  readonly kind: FunctionKind;
  readonly parameters: readonly Parameter[];
  readonly rest: boolean;
  readonly body: Body;
}

export interface ClassNode {
  readonly base: number | undefined;
  readonly field: Expression;
  readonly secret: Expression;
  readonly beforeSuper: readonly Statement[];
  readonly setUp: readonly Statement[];
  readonly method: Body;
  readonly getter: Expression;
  readonly fixed: Expression;
  readonly block: readonly Statement[];
}

export type Statement =
  | { readonly k: 'evaluate'; readonly value: Expression }
  | { readonly k: 'declare'; readonly constant: boolean; readonly value: Expression }
  | {
      readonly k: 'destructure';
      readonly form: 'array' | 'object';
      readonly values: readonly Expression[];
      readonly fallback: Expression;
    }
  | { readonly k: 'capture'; readonly place: number; readonly writes: boolean }
  | {
      readonly k: 'if';
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly k: 'count';
      readonly times: number;
      readonly captured: boolean;
      readonly body: readonly Statement[];
    }
  | {
      readonly k: 'while';
      readonly test: Expression;
      readonly after: boolean;
      readonly body: readonly Statement[];
    }
  | {
      readonly k: 'of';
      readonly over: 'array' | 'set' | 'call' | 'awaited' | 'pairs';
      readonly items: readonly Expression[];
      readonly body: readonly Statement[];
    }
  | { readonly k: 'in'; readonly items: readonly Expression[]; readonly body: readonly Statement[] }
  | { readonly k: 'block'; readonly body: readonly Statement[] }
  | {
      readonly k: 'jump';
      readonly how: 'break' | 'continue';
      readonly label: number | undefined;
      readonly test: Expression;
    }
  | { readonly k: 'switch'; readonly on: Expression; readonly cases: readonly Case[] }
  | {
      readonly k: 'try';
      readonly body: readonly Statement[];
      readonly handler: readonly Statement[] | undefined;
      readonly final: readonly Statement[] | undefined;
    }
  | { readonly k: 'throw'; readonly value: Expression }
  | { readonly k: 'return'; readonly value: Expression }
  /** The declaration, and a call of it right after unless `args` is undefined. */
  | {
      readonly k: 'function';
      readonly node: FunctionNode;
      readonly args: readonly Expression[] | undefined;
    }
  | { readonly k: 'class'; readonly node: ClassNode };

export interface Case {
  /** Without a test it is the default clause; only the first of those stays. */
  readonly test: Expression | undefined;
  readonly body: readonly Statement[];
  readonly breaks: boolean;
}

/** The statements at the top of the module. */
export type Program = readonly Statement[];
