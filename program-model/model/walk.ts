import {
  eachChild,
  isClassNode,
  isFunctionNode,
  type ClassNode,
  type ESTree,
  type Node,
} from './estree.js';
import { FunctionList } from './functions.js';
import { isTelling } from './obstacles.js';
import type { ModelledFunction } from './modelled-function.js';
import type { FunctionModel } from './types.js';

/** What one walk over a program finds. */
export interface Walked {
  /** The module top and every function-like node below it, in source order. */
  functions: ModelledFunction[];
  /** Each function's own nodes, without those of nested functions, in source order. */
  nodesOf: Node[][];
  /** Those of them that can be obstacles. */
  tellingOf: Node[][];
  /** In source order. */
  classes: ClassNode[];
}

/** The nodes of one function. */
interface Own {
  nodes: Node[];
  telling: Node[];
}

/**
 * Finds the functions of a program and what belongs to each, and sets `parent` and `owner` of every
 * node. All in one walk: the trees of large modules do not fit into a processor's caches.
 */
export class ProgramWalk {
  readonly #list = new FunctionList();
  readonly #lists: Own[] = [];
  readonly #classes: ClassNode[] = [];

  /** The functions so far. */
  get functions(): readonly FunctionModel[] {
    return this.#list.functions;
  }

  program(program: ESTree.Program): this {
    program.parent = null;
    this.function(program, undefined);
    return this;
  }

  /** Takes a function that stands in another, with all that is in it. */
  function(node: Node, parent: FunctionModel | undefined): void {
    const own: Own = { nodes: [], telling: [] };
    this.#visit(node, this.known(node, parent, own), own);
  }

  /** Takes a function whose own nodes are known, without those inside it. */
  known(node: Node, parent: FunctionModel | undefined, own: Own): FunctionModel {
    const fn = this.#list.add(node, parent);
    this.#lists.push(own);
    node.owner = fn.index;
    return fn;
  }

  found(): Walked {
    return {
      functions: this.#list.functions,
      nodesOf: this.#lists.map(({ nodes }) => nodes),
      tellingOf: this.#lists.map(({ telling }) => telling),
      classes: this.#classes,
    };
  }

  #enter(node: Node, owner: FunctionModel, own: Own): void {
    if (node.type === 'PropertyDefinition' && node.value) {
      this.#visitField(node, owner);
    } else if (isFunctionNode(node) || node.type === 'StaticBlock') {
      this.function(node, owner);
    } else {
      node.owner = owner.index;
      own.nodes.push(node);
      if (isTelling(node)) own.telling.push(node);
      if (isClassNode(node)) this.#classes.push(node);
      this.#visit(node, owner, own);
    }
  }

  #visit(node: Node, owner: FunctionModel, own: Own): void {
    eachChild(node, (child) => {
      child.parent = node;
      this.#enter(child, owner, own);
    });
    if (node.type === 'Property' && node.shorthand) {
      node.key.parent = node;
      node.key.owner = owner.index;
    }
  }

  /** A field's initialiser runs as a function of its own (ECMA-262, ClassFieldDefinition). */
  #visitField(node: ESTree.PropertyDefinition, owner: FunctionModel): void {
    const inner: Own = { nodes: [], telling: [] };
    eachChild(node, (child) => {
      child.parent = node;
      if (child !== node.value) {
        // Functions in a computed key come first, and belong to the class's surroundings.
        this.#enter(child, owner, inner);
        return;
      }
      const field = this.known(node, owner, inner);
      for (const keyed of inner.nodes) keyed.owner = field.index;
      this.#enter(child, field, inner);
    });
  }
}
