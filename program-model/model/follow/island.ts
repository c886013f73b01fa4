import type { Scope } from 'eslint-scope';
import type { ClassNode, FunctionNode, Node } from '../estree.js';
import { SyntaxNode } from '../parse.js';
import type { ModelledFunction } from '../modelled-function.js';

/** What is known of a function's tree once it has been read. */
export interface Land {
  /** Of the function and those inside it, in order. */
  nodes: Node[];
  tellingOf: Node[][];
  scopes: Scope[];
  classes: ClassNode[];
}

/**
 * A function of a followed text that the edit has not touched, with all that is inside it: a range of the
 * model's functions whose text is only parsed when somebody looks at it.
 */
export class Island {
  shell!: FunctionShell;
  /** The outermost of its functions. */
  root!: ModelledFunction;
  /** The scope that it stands in. */
  upper!: Scope;
  /** How many functions it is. */
  count = 0;
  /** How many classes are inside. */
  classes = 0;
  #land: Land | undefined;
  #isOpening = false;

  constructor(readonly read: (island: Island) => Land) {}

  /** Its functions are known. */
  get isRooted(): boolean {
    return (this.root as ModelledFunction | undefined) !== undefined;
  }

  get isOpen(): boolean {
    return this.#land !== undefined;
  }

  get land(): Land {
    if (this.#land) return this.#land;
    this.#isOpening = true;
    try {
      return (this.#land = this.read(this));
    } finally {
      this.#isOpening = false;
    }
  }

  /** Reads it, unless that is being done. */
  open(): void {
    if (!this.#isOpening) void this.land;
  }
}

/** The node of an island's function: what is in it comes when it is asked for. */
export class FunctionShell extends SyntaxNode {
  readonly #island: Island;

  constructor(old: FunctionNode, start: number, island: Island) {
    super(start);
    this.#island = island;
    const from = old as unknown as Record<string, unknown>;
    const to = this as unknown as Record<string, unknown>;
    for (const key in from) if (!OWN.has(key)) to[key] = from[key];
  }

  /** The shell of a function that has just been parsed; until it is closed one can ask of what kind its parameters are. */
  static of(node: FunctionNode, island: Island): FunctionShell {
    const shell = new FunctionShell(node, node.start, island);
    shell.end = node.end;
    if ('id' in node) {
      // Their parents hold the tree.
      if (node.id) node.id.parent = null;
      (shell as unknown as { id: unknown }).id = node.id;
    }
    const params = node.params.map(({ type, start }) => ({ type, start }));
    Object.defineProperty(shell, 'params', VISIBLE(params));
    return shell;
  }

  /** From now on its parameters are read with its body. */
  close(): void {
    Reflect.deleteProperty(this, 'params');
  }

  /** Gives it what was parsed. */
  fill({ params, body }: FunctionNode): void {
    for (const [key, value] of Object.entries({ params, body })) {
      Object.defineProperty(this, key, VISIBLE(value));
    }
  }

  get params(): unknown {
    return (this.#island.land, this).params;
  }

  get body(): unknown {
    return (this.#island.land, this).body;
  }

  /** Its scopes are known when it has been read. */
  open(): void {
    this.#island.open();
  }
}

const VISIBLE = (value: unknown): PropertyDescriptor => ({
  ...{ value, writable: true, enumerable: true, configurable: true },
});

/** What differs from text to text, or is read later. */
const OWN = new Set(['start', 'end', 'parent', 'owner', 'twin', 'scopes', 'id', 'params', 'body']);
