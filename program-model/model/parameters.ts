import { isFunctionNode, type FunctionNode, type Node } from './estree.js';
import type { FunctionModel, Variable } from './types.js';

/**
 * From which parameter on the instrumented form binds them in the body, so that an outdated function
 * still has its whole arguments at hand: the first one with a pattern. `Infinity` where none is; a
 * generator binds its parameters when it is called, long before its body runs.
 */
export function firstMovedParameter(node: FunctionNode): number {
  if (node.generator === true) return Infinity;
  const at = node.params.findIndex((param) => {
    const inner =
      param.type === 'AssignmentPattern'
        ? param.left
        : param.type === 'RestElement'
          ? param.argument
          : param;
    return inner.type === 'ObjectPattern' || inner.type === 'ArrayPattern';
  });
  return at < 0 ? Infinity : at;
}

/** Whether a variable is a parameter that is bound in the body. */
export function isMovedParameter(variable: Variable): boolean {
  const definition = variable.declaration.defs[0];
  if (definition?.type !== 'Parameter') return false;
  const owner = definition.node;
  if (!isFunctionNode(owner)) return false;
  const from = firstMovedParameter(owner);
  return owner.params.some(
    (param, index) =>
      index >= from &&
      param.type !== 'Identifier' &&
      !(param.type === 'RestElement' && param.argument.type === 'Identifier') &&
      variable.offset >= param.start &&
      variable.offset < param.end,
  );
}

/**
 * Whether a call has done something before its body begins that must not be done again: evaluated a
 * default. Then its frame is captured at its entry, with the parameters as they are by then.
 */
export function entersByFrame(fn: FunctionModel): boolean {
  if (fn.obstacle || fn.derived || fn.async || fn.generator) return false;
  return hasEffectsInHeader(fn.node);
}

/** Whether a function's header evaluates defaults that can be noticed. */
export function hasEffectsInHeader(node: Node): boolean {
  if (!isFunctionNode(node)) return false;
  const moved = firstMovedParameter(node);
  return node.params.some(
    (param, index) =>
      index < moved && param.type === 'AssignmentPattern' && !isHarmless(param.right),
  );
}

/** Whether an expression can be evaluated twice and nobody notices. */
function isHarmless(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'ThisExpression':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return node.operator !== 'delete' && isHarmless(node.argument);
    case 'ArrayExpression':
      return node.elements.length === 0;
    case 'ObjectExpression':
      return node.properties.length === 0;
    default:
      return false;
  }
}
