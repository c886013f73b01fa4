import { childrenOf } from '../../program-model/model/estree.js';
import type { FunctionModel, Node, SourceModel } from '../../program-model/model/index.js';

/** A function's nodes in source order; of nested functions only the function itself. */
export function ownNodes(model: SourceModel, fn: FunctionModel): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    found.push(node);
    const owner = model.functionOf.get(node);
    if (owner === undefined || owner === fn) childrenOf(node).forEach(visit);
  };
  visit(fn.node);
  return found;
}

/** A place between statements, and the node that names it. */
export interface GapPlace {
  key: string;
  node: Node;
}

/** The places in front of a function's statements, and at the ends of its blocks. */
export function gapsIn(nodes: readonly Node[]): GapPlace[] {
  const found = new Map<string, GapPlace>();
  const add = (side: 'before' | 'end', node: Node): void => {
    const key = `${side}@${node.start}`;
    if (!found.has(key)) found.set(key, { key, node });
  };
  // A block names its own end; a statement that stands in for one, that of the block it implies.
  for (const node of nodes) if (isBlock(node)) add('end', node);
  // An arrow function's expression is a block of one statement.
  const [own] = nodes;
  if (own?.type === 'ArrowFunctionExpression' && own.expression) {
    add('before', own.body);
    add('end', own.body);
  }
  for (const node of nodes) {
    if (!isStatement(node)) continue;
    add('before', node);
    add('end', node);
  }
  return [...found.values()];
}

const isBlock = ({ type }: Node): boolean =>
  /^(BlockStatement|StaticBlock|SwitchCase|Program)$/.test(type) || /Function/.test(type);

const isStatement = ({ type }: Node): boolean =>
  /(Statement|Declaration)$/.test(type) && type !== 'BlockStatement';
