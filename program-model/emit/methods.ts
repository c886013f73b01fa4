import { changedName, isFunctionNode, type FullSourceModel, type Node } from '../model/index.js';

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

function changingNames(model: FullSourceModel): Set<string> {
  const changing = new Set<string>();
  const assigned = new Set<string>();
  for (const fn of model.functions.slice(1)) for (const name of fn.changing) changing.add(name);
  for (const node of model.nodesOf(0)) {
    const name = changedName(node);
    if (name === undefined) continue;
    // `Point.prototype.move = function…` at the top is a definition.
    const isAssignment = node.type === 'AssignmentExpression';
    if (!isAssignment || !isFunctionNode(node.right) || assigned.has(name)) changing.add(name);
    if (isAssignment || node.type === 'UnaryExpression') assigned.add(name);
  }
  return changing;
}
