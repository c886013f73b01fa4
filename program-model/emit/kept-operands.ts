import type { ESTree, Node } from '../model/index.js';
import { unnamed } from './anonymous.js';
import type { Emitter } from './emitter.js';
import { enclose } from './enclose.js';
import { evaluationOrder } from './operands.js';
import { span, type Out } from './text.js';

/**
 * Emits an expression whose children are its operands: a kept operand goes to its temporary,
 * `f(a) + g(b)` → `($t1=f(a)) + g(b)`; when resuming, what lies before the point comes from there.
 */
export function emitOperands(emitter: Emitter, node: Node): Out {
  return emitter.copy(node, (child) => emitOperandOf(emitter, node, child));
}

/** One of the operands, which may be part of a spread, a property or a template. */
export function emitOperandOf(emitter: Emitter, node: Node, child: Node): Out {
  switch (child.type) {
    case 'SpreadElement': {
      const [open, close] = node.type === 'ObjectExpression' ? ['{...(', ')}'] : ['[...(', ')]'];
      return ['...', operand(emitter, node, child.argument, (value) => [open, value, close])];
    }
    case 'Property':
      return emitProperty(emitter, child, node);
    case 'TemplateElement':
      return span(child.start, child.end);
    default:
  }
  if (node.type === 'TemplateLiteral' && node.parent?.type !== 'TaggedTemplateExpression') {
    return operand(emitter, node, child, (value) => ['`${(', value, ')}`']);
  }
  return operand(emitter, node, child);
}

/** One operand of `node`; `shape` wraps the value that is kept. */
export function operand(
  emitter: Emitter,
  node: Node,
  child: Node,
  shape: (value: Out) => Out = (value) => value,
): Out {
  return operandBy(emitter, node, child, () => emitter.expression(child), shape);
}

/** The same for an operand that `emit` writes. */
export function operandBy(
  emitter: Emitter,
  node: Node,
  child: Node,
  emit: () => Out,
  shape: (value: Out) => Out = (value) => value,
): Out {
  const kept = emitter.info.operands.get(child);
  if (emitter.onPath(node) && !emitter.onPath(child) && isBeforePoint(emitter, node, child)) {
    return kept ?? emitter.whole(emit);
  }
  const value = emit();
  // What arrives at the point is kept as well: there may be a further update before the rest is done.
  return kept === undefined
    ? value
    : ['(', kept, '=', unnamed(node, child, shape(enclose(child, value))), ')'];
}

/** Whether an operand was evaluated before the point to resume at. */
export function isBeforePoint(emitter: Emitter, node: Node, child: Node): boolean {
  const order = evaluationOrder(node, emitter.analysis.methods);
  const here = order.indexOf(child);
  const point = order.findIndex((other) => emitter.onPath(other));
  return here >= 0 && here < point;
}

/** Emits a property of an object literal, whose value may be kept for `owner`. */
export function emitProperty(emitter: Emitter, node: ESTree.Property, owner?: Node): Out {
  if (node.shorthand) {
    const value = owner ? operand(emitter, owner, node.value) : emitter.expression(node.value);
    const isSame = !Array.isArray(value) && typeof value !== 'string';
    return isSame ? value : [span(node.key.start, node.key.end), ':', value];
  }
  return emitter.copy(node, (child) => {
    if (child === node.key && !node.computed) return span(child.start, child.end);
    const isValue = child === node.value && (node.kind !== 'init' || node.method);
    if (isValue || !owner) return emitter.expression(child);
    return operand(emitter, owner, child);
  });
}
