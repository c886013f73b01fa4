import { eachChild, isFunctionNode, type ESTree, type Node } from './estree.js';
import { FunctionList } from './functions.js';
import { isTelling } from './obstacles.js';
import type { FunctionModel } from './types.js';

/** What one walk over a program finds. */
export interface Walked {
  /** The module top and every function-like node below it, in source order. */
  functions: FunctionModel[];
  /** Each function's own nodes, without those of nested functions, in source order. */
  nodesOf: Node[][];
  /** Those of them that can be obstacles. */
  tellingOf: Node[][];
}

/** The nodes of one function. */
class Own {
  readonly nodes: Node[] = [];
  readonly telling: Node[] = [];

  add(node: Node): void {
    this.nodes.push(node);
    if (isTelling(node)) this.telling.push(node);
  }
}

/**
 * Finds the functions of a program and what belongs to each, and sets `parent` and `owner` of every
 * node. All in one walk: the trees of large modules do not fit into a processor's caches.
 */
export function walkProgram(program: ESTree.Program): Walked {
  const list = new FunctionList();
  const lists: Own[] = [];
  const add = (node: Node, parent: FunctionModel | undefined, own: Own): FunctionModel => {
    const fn = list.add(node, parent);
    lists.push(own);
    node.owner = fn.index;
    return fn;
  };

  const enter = (node: Node, owner: FunctionModel, own: Own): void => {
    if (node.type === 'PropertyDefinition' && node.value) {
      visitField(node, owner);
    } else if (isFunctionNode(node) || node.type === 'StaticBlock') {
      const inner = new Own();
      visit(node, add(node, owner, inner), inner);
    } else {
      node.owner = owner.index;
      own.add(node);
      visit(node, owner, own);
    }
  };

  const visit = (node: Node, owner: FunctionModel, own: Own): void => {
    eachChild(node, (child) => {
      child.parent = node;
      enter(child, owner, own);
    });
    if (node.type === 'Property' && node.shorthand) {
      node.key.parent = node;
      node.key.owner = owner.index;
    }
  };

  /** A field's initialiser runs as a function of its own (ECMA-262, ClassFieldDefinition). */
  const visitField = (node: ESTree.PropertyDefinition, owner: FunctionModel): void => {
    const inner = new Own();
    eachChild(node, (child) => {
      child.parent = node;
      if (child !== node.value) {
        // Functions in a computed key come first, and belong to the class's surroundings.
        enter(child, owner, inner);
        return;
      }
      const field = add(node, owner, inner);
      for (const keyed of inner.nodes) keyed.owner = field.index;
      enter(child, field, inner);
    });
  };

  program.parent = null;
  const own = new Own();
  visit(program, add(program, undefined, own), own);
  return {
    functions: list.functions,
    nodesOf: lists.map(({ nodes }) => nodes),
    tellingOf: lists.map(({ telling }) => telling),
  };
}
