import { isFunctionNode, type FullSourceModel, type Node } from '../model/index.js';

/**
 * The callees `a.b` of calls that need the method's value in their continuations, since looking the method
 * up again might give another, or be noticed: computed ones, and names that the module's text shows to
 * change, for accessors or for properties that are assigned while it runs.
 */
export function methodsToKeep(model: FullSourceModel): Set<Node> {
  const changing = changingNames(model);
  const methods = new Set<Node>();
  for (const node of model.nodesOf.flat()) {
    const callee =
      node.type === 'CallExpression'
        ? node.callee
        : node.type === 'TaggedTemplateExpression'
          ? node.tag
          : undefined;
    if (callee?.type !== 'MemberExpression' || callee.object.type === 'Super') continue;
    const { computed, property } = callee;
    if (computed || (property.type === 'Identifier' && changing.has(property.name))) {
      methods.add(callee);
    }
  }
  return methods;
}

function changingNames({ nodesOf }: FullSourceModel): Set<string> {
  const changing = new Set<string>();
  const assigned = new Set<string>();
  nodesOf.forEach((nodes, fn) => {
    for (const node of nodes) {
      const name = accessorName(node);
      if (name !== undefined) changing.add(name);
      const written = writtenName(node);
      if (written === undefined) continue;
      // `Point.prototype.move = function…` at the top is a definition.
      const isDefinition =
        fn === 0 && node.type === 'AssignmentExpression' && isFunctionNode(node.right);
      if (!isDefinition || assigned.has(written)) changing.add(written);
      assigned.add(written);
    }
  });
  return changing;
}

function accessorName(node: Node): string | undefined {
  const isAccessor =
    (node.type === 'MethodDefinition' || node.type === 'Property') && node.kind === 'get';
  if (!isAccessor || node.computed) return undefined;
  return node.key.type === 'Identifier' ? node.key.name : undefined;
}

function writtenName(node: Node): string | undefined {
  const target =
    node.type === 'AssignmentExpression'
      ? node.left
      : node.type === 'UnaryExpression' && node.operator === 'delete'
        ? node.argument
        : undefined;
  if (target?.type !== 'MemberExpression' || target.computed) return undefined;
  return target.property.type === 'Identifier' ? target.property.name : undefined;
}
