import {
  isFunctionNode,
  owningFunction,
  type ESTree,
  type Node,
  type Variable,
} from '../model/index.js';
import { liveness, type Liveness } from './dead-zones.js';
import type { Emitter } from './emitter.js';
import { span, type Out } from './text.js';

/** `Error` in `Error.stackTraceLimit`: V8 is to collect more frames than the program asks for. */
const isLimited = ({ name, parent }: ESTree.Identifier): boolean =>
  name === 'Error' &&
  parent?.type === 'MemberExpression' &&
  parent.property.type === 'Identifier' &&
  parent.property.name === 'stackTraceLimit';

/** Emits a name where it is read, or as a property's name. */
export function emitIdentifier(emitter: Emitter, node: ESTree.Identifier): Out {
  const variable = emitter.analysis.model.referenceOf.get(node);
  if (!variable) {
    if (isLimited(node)) return `${emitter.names.module}.E`;
    const isArguments = node.name === 'arguments' && emitter.lexical.arguments !== undefined;
    return isArguments && isValue(node)
      ? (emitter.lexical.arguments ?? '')
      : span(node.start, node.end);
  }
  const text = readGuarded(emitter, node, variable);
  return text === node.name ? span(node.start, node.end) : text;
}

/**
 * Moving a declaration to the top of its function takes its temporal dead zone away; what would have
 * thrown a ReferenceError still does.
 */
function readGuarded(emitter: Emitter, node: Node, variable: Variable): string {
  const text = emitter.read(variable);
  const { module } = emitter.names;
  const name = JSON.stringify(variable.name);
  switch (livenessOf(emitter, node, variable)) {
    case 'dead':
      return `${module}.dead(${name})`;
    case 'unsure':
      return emitter.access.has(variable)
        ? `${module}.alive(${name},${text})`
        : `(${text}===${module}.T?${module}.dead(${name}):${text})`;
    default:
      return text;
  }
}

/** Whether a variable has been initialised where it is used; always so unless its declaration moved. */
export function livenessOf(emitter: Emitter, node: Node, variable: Variable): Liveness {
  if (variable.kind === 'param') return isUnbound(emitter, node, variable) ? 'dead' : 'alive';
  const zone = emitter.analysis.deadZones.get(variable);
  if (!zone) return 'alive';
  const found = liveness(emitter.analysis.model, zone, node);
  return found === 'unsure' && !zone.guarded ? 'alive' : found;
}

/** Whether a default uses a parameter that is bound later. */
function isUnbound(emitter: Emitter, node: Node, variable: Variable): boolean {
  const owner = variable.scopeNode;
  if (!isFunctionNode(owner) || node.start >= owner.body.start) return false;
  if (owningFunction(emitter.analysis.model, node).node !== owner) return false;
  if (node.start < variable.offset) return true;
  return owner.params.some(
    (param) =>
      param.type === 'AssignmentPattern' &&
      param.left.start <= variable.offset &&
      param.right.start <= node.start &&
      node.end <= param.right.end &&
      variable.offset < param.left.end,
  );
}

const isValue = (node: Node): boolean => {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent?.type === 'Property') return parent.value === node;
  return true;
};
