import type { ESTree, Node } from '../model/index.js';
import { emitAssignment, emitUpdate } from './assignments.js';
import { emitCall, emitNew } from './calls.js';
import { emitClass } from './classes.js';
import type { Emitter } from './emitter.js';
import { emitFunction } from './functions.js';
import { emitIdentifier } from './identifiers.js';
import { emitOperands, emitProperty, operand } from './kept-operands.js';
import { emitPointValue, emitSuspension } from './resume.js';
import { emitSuperRead, isOutOfReach } from './supers.js';
import { emitTagged } from './tagged.js';
import { span, type Out } from './text.js';

/** Emits an expression, or what is left of it after the point to resume at. */
export function emitExpression(emitter: Emitter, node: Node): Out {
  const { resumption } = emitter.state;
  if (resumption && resumption.point.node === node && resumption.path.has(node)) {
    return emitPointValue(emitter, node, resumption.point);
  }
  switch (node.type) {
    case 'Identifier':
      return emitIdentifier(emitter, node);
    case 'ThisExpression':
      return emitter.lexical.this ?? span(node.start, node.end);
    case 'MetaProperty':
      return emitMeta(emitter, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return emitFunction(emitter, node);
    case 'ClassExpression':
      return emitClass(emitter, node);
    case 'AssignmentExpression':
      return emitAssignment(emitter, node);
    case 'UpdateExpression':
      return emitUpdate(emitter, node);
    case 'AwaitExpression':
    case 'YieldExpression':
      return emitSuspension(emitter, node);
    case 'LogicalExpression':
      return emitter.onPath(node.right)
        ? ['(', emitter.expression(node.right), ')']
        : emitOperands(emitter, node);
    case 'ConditionalExpression':
      return emitConditional(emitter, node);
    case 'SequenceExpression':
      return emitSequence(emitter, node);
    case 'MemberExpression':
      return emitMember(emitter, node);
    case 'CallExpression':
      return emitCall(emitter, node);
    case 'NewExpression':
      return emitNew(emitter, node);
    case 'TaggedTemplateExpression':
      return emitTagged(emitter, node);
    case 'Property':
      return emitProperty(emitter, node);
    default:
      return emitOperands(emitter, node);
  }
}

/** `import.meta` belongs to the text of the module itself. */
function emitMeta(emitter: Emitter, node: ESTree.MetaProperty): Out {
  if (node.meta.name === 'new') return emitter.lexical.target ?? span(node.start, node.end);
  return emitter.isUnit ? `${emitter.names.module}.meta` : span(node.start, node.end);
}

function emitMember(emitter: Emitter, node: ESTree.MemberExpression): Out {
  if (isOutOfReach(emitter, node)) {
    return emitSuperRead(emitter, node, (child) => operand(emitter, node, child));
  }
  return emitter.copy(node, (child) =>
    child === node.property && !node.computed
      ? span(child.start, child.end)
      : operand(emitter, node, child),
  );
}

function emitConditional(emitter: Emitter, node: ESTree.ConditionalExpression): Out {
  for (const branch of [node.consequent, node.alternate]) {
    if (emitter.onPath(branch)) return ['(', emitter.expression(branch), ')'];
  }
  return emitOperands(emitter, node);
}

function emitSequence(emitter: Emitter, node: ESTree.SequenceExpression): Out {
  const at = node.expressions.findIndex((item) => emitter.onPath(item));
  if (at < 0) return emitOperands(emitter, node);
  const rest = node.expressions.slice(at).map((item) => emitter.expression(item));
  return ['(', ...rest.flatMap((item, n) => (n === 0 ? [item] : [',', item])), ')'];
}
