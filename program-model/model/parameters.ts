import { isFunctionNode, type FunctionNode } from './estree.js';
import type { Variable } from './types.js';

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
