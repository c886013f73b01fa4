import { isFunctionNode, type FullSourceModel, type Node } from '../model/index.js';

/**
 * The callees `a.b` of calls that need the method's value in their continuations, since looking the method
 * up again might give another, or be noticed: computed ones, and names that the module's text shows to
 * change, for accessors or for properties that are assigned while it runs.
 */
export class MethodsToKeep {
  #changing: Set<string> | undefined;

  constructor(readonly model: FullSourceModel) {}

  has(node: Node): boolean {
    if (node.type !== 'MemberExpression' || node.object.type === 'Super') return false;
    const { parent, computed, property } = node;
    const isCallee =
      (parent?.type === 'CallExpression' && parent.callee === node) ||
      (parent?.type === 'TaggedTemplateExpression' && parent.tag === node);
    if (!isCallee) return false;
    if (computed) return true;
    this.#changing ??= changingNames(this.model);
    return property.type === 'Identifier' && this.#changing.has(property.name);
  }
}

function changingNames({ functions, nodesOf }: FullSourceModel): Set<string> {
  const changing = new Set<string>();
  const assigned = new Set<string>();
  for (const { index } of functions) {
    for (const node of nodesOf(index)) {
      const name = accessorName(node);
      if (name !== undefined) changing.add(name);
      const written = writtenName(node);
      if (written === undefined) continue;
      // `Point.prototype.move = function…` at the top is a definition.
      const isDefinition =
        index === 0 && node.type === 'AssignmentExpression' && isFunctionNode(node.right);
      if (!isDefinition || assigned.has(written)) changing.add(written);
      assigned.add(written);
    }
  }
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
