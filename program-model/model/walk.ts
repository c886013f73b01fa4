import {
  eachChild,
  isClassNode,
  isFunctionNode,
  type ClassNode,
  type ESTree,
  type Node,
} from './estree.js';
import { FunctionList, type KnownFunction } from './functions.js';
import { isTelling } from './obstacles.js';
import { isHardPosition } from './points.js';
import { changedName, lexicalUse } from './own-facts.js';
import type { FunctionInsides, ModelledFunction } from './modelled-function.js';
import type { FunctionModel } from './types.js';

/** A field's initialiser runs as a function of its own (ECMA-262, ClassFieldDefinition). */
const isField = (node: Node): node is ESTree.PropertyDefinition =>
  node.type === 'PropertyDefinition' && node.value != null;

/** The nodes of a function's own code, without those of nested functions, in source order. */
export function ownNodes(root: Node): Node[] {
  const nodes: Node[] = [];
  const visit = (child: Node): void => {
    if (isField(child) || isFunctionNode(child) || child.type === 'StaticBlock') return;
    nodes.push(child);
    eachChild(child, visit);
  };
  eachChild(root, visit);
  return nodes;
}

/** What one walk over a program finds. */
export interface Walked {
  /** The module top and every function-like node below it, in source order. */
  functions: ModelledFunction[];
  /** Those of each function's own nodes that can be obstacles. */
  tellingOf: Node[][];
  /** In source order. */
  classes: ClassNode[];
}

/** What the nodes of one function say of it. */
interface Own {
  telling: Node[];
  lexical: number;
  changing: string[];
  yields: Node[];
  classes: number;
}

const nothingYet = (): Own => ({
  telling: [],
  lexical: 0,
  changing: [],
  yields: [],
  classes: 0,
});

/**
 * Finds the functions of a program and what belongs to each, and sets `parent` and `owner` of every
 * node. All in one walk: the trees of large modules do not fit into a processor's caches.
 */
export class ProgramWalk {
  readonly #list: FunctionList;
  readonly #lists: (Own | undefined)[] = [];
  readonly #classes: ClassNode[] = [];

  /**
   * @param first index of the first function in its model
   * @param isKnown takes a function whose insides are known already, or answers false
   */
  constructor(
    text: string,
    first = 0,
    readonly isKnown: (node: Node, parent: FunctionModel | undefined) => boolean = () => false,
  ) {
    this.#list = new FunctionList(text, first);
  }

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
    if (this.isKnown(node, parent)) return;
    const own = nothingYet();
    this.#visit(node, this.#add(node, parent, own), own);
  }

  /** Takes a function of whose insides all is known. */
  charted(
    node: Node,
    parent: FunctionModel | undefined,
    insides: FunctionInsides,
  ): ModelledFunction {
    const fn = this.#list.add(node, parent);
    fn.takeInsides(insides);
    this.#lists.push(undefined);
    node.owner = fn.index;
    return fn;
  }

  /** Takes a function that another text has too, without those inside it; see {@link FunctionList.again}. */
  again(
    old: KnownFunction,
    parent: FunctionModel | undefined,
    node: Node | undefined,
    shift: (offset: number) => number,
  ): ModelledFunction {
    const fn = this.#list.again(old, parent, node, shift);
    this.#lists.push(undefined);
    return fn;
  }

  #add(node: Node, parent: FunctionModel | undefined, own: Own): ModelledFunction {
    const fn = this.#list.add(node, parent);
    this.#lists.push(own);
    node.owner = fn.index;
    return fn;
  }

  found(): Walked {
    const { functions } = this.#list;
    functions.forEach((fn, index) => {
      const own = this.#lists[index];
      if (!own) return;
      fn.lexical = own.lexical;
      fn.classCount = own.classes;
      if (own.yields.length > 0) fn.yields = own.yields.map(({ start }) => start - fn.start);
      if (own.changing.length > 0) fn.changing = own.changing;
    });
    return {
      functions,
      tellingOf: this.#lists.map((own) => own?.telling ?? []),
      classes: this.#classes,
    };
  }

  #enter(node: Node, owner: FunctionModel, own: Own): void {
    if (isField(node)) {
      this.#visitField(node, owner);
    } else if (isFunctionNode(node) || node.type === 'StaticBlock') {
      this.function(node, owner);
    } else {
      node.owner = owner.index;
      if (isTelling(node)) own.telling.push(node);
      own.lexical |= lexicalUse(node);
      if (node.type === 'YieldExpression' && !isHardPosition(node)) own.yields.push(node);
      const changed = changedName(node);
      if (changed !== undefined) own.changing.push(changed);
      if (isClassNode(node)) {
        own.classes += 1;
        this.#classes.push(node);
      }
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

  #visitField(node: ESTree.PropertyDefinition, owner: FunctionModel): void {
    const inner = nothingYet();
    eachChild(node, (child) => {
      child.parent = node;
      if (child !== node.value) {
        // Functions in a computed key come first, and belong to the class's surroundings.
        this.#enter(child, owner, inner);
        return;
      }
      const field = this.#add(node, owner, inner);
      for (const keyed of ownNodes(node)) keyed.owner = field.index;
      this.#enter(child, field, inner);
    });
  }
}
