import { isFunctionNode, type Node, type Variable } from '../model/index.js';
import type { Emitter } from './emitter.js';
import { enclose } from './enclose.js';
import type { Out } from './text.js';

/**
 * A value under a name of its own: an anonymous function or class that goes to a variable takes the
 * variable's name, which assignment through an accessor or to a renamed variable would lose.
 */
export function named(emitter: Emitter, variable: Variable, value: Node | null | undefined): Out {
  if (!value) return 'void 0';
  const out = enclose(value, emitter.expression(value));
  if (!isAnonymous(value) || emitter.read(variable) === variable.name) return out;
  return ['({', variable.name, ':', out, '}).', variable.name];
}

/** Keeps the temporary's name from becoming the name of an anonymous function. */
export function unnamed(node: Node, child: Node, out: Out): Out {
  if (!isAnonymous(child)) return out;
  const property = child.parent;
  const key = property?.type === 'Property' && !property.computed ? property.key : undefined;
  if (node.type === 'ObjectExpression' && key?.type === 'Identifier') {
    return ['({', key.name, ':', out, '}).', key.name];
  }
  return ['(0,', out, ')'];
}

const isAnonymous = (node: Node): boolean =>
  (isFunctionNode(node) && (node.type === 'ArrowFunctionExpression' || !node.id)) ||
  (node.type === 'ClassExpression' && !node.id);
