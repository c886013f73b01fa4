import type { ESTree, FunctionModel, Node, Point, Variable } from '../model/index.js';
import { childrenOf } from '../model/index.js';
import type { Analysis, FunctionInfo } from './analysis.js';
import { emitPattern } from './assignments.js';
import { emitExpression } from './expressions.js';
import { emitStatement } from './statements.js';
import { stringsOf } from './templates.js';
import { flagName, type Names } from './names.js';
import { span, type Out } from './text.js';

/** How code reaches a variable that it does not hold itself. */
export interface Access {
  /** A function that gives the value. */
  read: string;
  /** A function that stores its argument and returns it. */
  write: string;
  /** The value, where that needs no function of its own. */
  load?: string;
  /** The beginning of what stores a value, up to that value. */
  store?: string;
}

export const loadText = ({ load, read }: Access): string => load ?? `${read}()`;

export const emitStore = ({ store, write }: Access, value: Out): Out => [
  store ?? `${write}(`,
  value,
  ')',
];

/** A continuation point, or a place between statements. */
export type ResumePoint = Omit<Point, 'kind'> & {
  kind: Point['kind'] | 'before' | 'end';
  redo?: boolean;
  /** Of a `forEach` call that was a loop: the index of the item under way; an expression. */
  iteration?: string;
};

/** A continuation under emission: the point it starts from, and the nodes around that point. */
export interface Resumption {
  point: ResumePoint;
  path: Set<Node>;
}

/** An enclosing `try` whose `finally` is made of explicit completions. */
export interface CompletionScope {
  node: Node;
  kind: string;
  value: string;
  label: string;
  /** Jumps that leave it: completion number → the statement that carries on outside. */
  jumps: Map<string, { number: number; target: Node }>;
}

/** The state that emission of one function (or continuation) goes by. */
export interface FunctionState {
  info: FunctionInfo;
  /** The body is that of a continuation, so nothing of the function's own is declared in it. */
  continuation: boolean;
  resumption: Resumption | undefined;
  /** `await` becomes `yield`: the continuation of an async function runs inside the old body. */
  awaitsByYield: boolean;
  completions: CompletionScope[];
}

/** Remembers everything that was ever set: access changes from block to block. */
class AccessMap extends Map<Variable, Access> {
  readonly ever = new Map<Variable, Access>();

  override set(variable: Variable, access: Access): this {
    this.ever.set(variable, access);
    return super.set(variable, access);
  }
}

/**
 * Writes the instrumented form of a module's nodes. One emitter serves the whole module, a new
 * version of a function, and continuations; they differ in what is on `state` and in `access`.
 */
export class Emitter {
  readonly names: Names;
  /** Variables that are reached through accessors here. */
  readonly access = new AccessMap();
  /** Variables that go by another name here. */
  readonly renamed = new Map<Variable, string>();
  /** What `this`, `arguments`, `new.target` and `super` are called, where not by their own names. */
  lexical: {
    this?: string;
    arguments?: string;
    target?: string;
    super?: string;
    /** Where a derived constructor's code runs outside of it: `super(…)` yields into this variable. */
    yieldsSuper?: string;
  } = {};
  /** What functions have been given under other names, since they stand outside of their class. */
  readonly given = new Map<FunctionInfo, { super: string; target: string }>();
  /** Function declarations of blocks that a captured frame did not have. */
  readonly unkept = new Set<Variable>();
  /** Function declarations that exist already where a block is resumed. */
  readonly instantiated = new Set<Variable>();
  /** Loops that were taken apart: the labels that stand for `break` and `continue`. */
  readonly loopLabels = new Map<Node, { end: string; next: string }>();
  state!: FunctionState;
  #counter = 0;
  readonly #templates = new Map<Node, { name: string; value: string }>();

  constructor(
    readonly analysis: Analysis,
    /** Code that is evaluated in a module's scope, not the module's own text. */
    readonly isUnit = true,
  ) {
    this.names = analysis.names;
  }

  /** The name of a tagged template's strings; `preamble` declares it. */
  template(node: ESTree.TaggedTemplateExpression): string {
    const known = this.#templates.get(node);
    if (known) return known.name;
    const name = this.names.numbered('y', this.#templates.size + 1);
    this.#templates.set(node, { name, value: stringsOf(this.analysis.model, node) });
    return name;
  }

  /** `,y1=m.strings("f/0",["a"],["a"])`: what the code emitted so far needs, to follow on a `const`. */
  get constants(): string {
    return [...this.#templates.values()]
      .map(({ name, value }) => `,${name}=${this.names.module}.strings(${value})`)
      .join('');
  }

  /** `(a=>{const m=a,U=m.U;BODY})`: code that an agent's handle is given to. */
  unit(body: Out): Out {
    const handle = `${this.names.prefix}a`;
    const { module, unwind } = this.names;
    return [
      `(${handle}=>{const ${module}=${handle},${unwind}=${module}.U${this.constants};`,
      body,
      '})',
    ];
  }

  get info(): FunctionInfo {
    return this.state.info;
  }

  get text(): string {
    return this.analysis.model.text;
  }

  /** A number no other name of this output has. */
  next(): number {
    return (this.#counter += 1);
  }

  infoOf(fn: FunctionModel): FunctionInfo {
    const info = this.analysis.info(fn.index);
    if (!info) throw new Error(`no analysis of function ${fn.index}`);
    return info;
  }

  /** Whether a node holds a continuation point of its own function. */
  isBusy(node: Node): boolean {
    return this.analysis.isBusy(node);
  }

  /** Whether the point to resume at lies in (or is) a node. */
  onPath(node: Node): boolean {
    return this.state.resumption?.path.has(node) === true;
  }

  /** Emits with the resumption switched off: a full copy beside the rest. */
  whole<T>(emit: () => T): T {
    const { resumption } = this.state;
    this.state.resumption = undefined;
    try {
      return emit();
    } finally {
      this.state.resumption = resumption;
    }
  }

  statement(node: Node): Out {
    return emitStatement(this, node);
  }

  expression(node: Node): Out {
    return emitExpression(this, node);
  }

  pattern(node: Node): Out {
    return emitPattern(this, node);
  }

  /** Copies a node's text, with each child replaced by what `replace` gives for it. */
  copy(node: Node, replace: (child: Node) => Out = (child) => this.expression(child)): Out {
    const parts: Out[] = [];
    let at = node.start;
    for (const child of childrenOf(node)) {
      parts.push(span(at, child.start), replace(child));
      at = child.end;
    }
    parts.push(span(at, node.end));
    return parts;
  }

  /** The name a variable has in the emitted text, or how it is read. */
  read(variable: Variable): string {
    const access = this.access.get(variable);
    return access ? loadText(access) : this.nameOf(variable);
  }

  nameOf(variable: Variable): string {
    return this.renamed.get(variable) ?? this.analysis.emittedNames.get(variable) ?? variable.name;
  }

  /** The flag of a function: a global that is `undefined`, and folded away by V8, until an update. */
  flag(fn: FunctionModel): string {
    return flagName(this.names, this.analysis.tag, fn.index);
  }
}
