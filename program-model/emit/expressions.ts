import {
  callPosition,
  isFunctionNode,
  owningFunction,
  type ESTree,
  type Node,
  type Variable,
} from '../model/index.js';
import { liveness, type Liveness } from './dead-zones.js';
import { emitAssignment, emitUpdate } from './assignments.js';
import { classOf, emitAddedFields, emitClass } from './classes.js';
import type { Emitter } from './emitter.js';
import { emitFunction } from './functions.js';
import { evaluationOrder } from './operands.js';
import { flatten, join, mapped, Span, span, type Out } from './text.js';
import { newlines } from './loops.js';
import { emitSuperMethod, emitSuperRead, isOutOfReach } from './supers.js';
import { emitPointValue, emitSuspension } from './resume.js';

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

/** `Error` in `Error.stackTraceLimit`: V8 is to collect more frames than the program asks for. */
const isLimited = ({ name, parent }: ESTree.Identifier): boolean =>
  name === 'Error' &&
  parent?.type === 'MemberExpression' &&
  parent.property.type === 'Identifier' &&
  parent.property.name === 'stackTraceLimit';

function emitIdentifier(emitter: Emitter, node: ESTree.Identifier): Out {
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

/**
 * Emits an expression whose children are its operands: a kept operand goes to its temporary,
 * `f(a) + g(b)` → `($t1=f(a)) + g(b)`; when resuming, what lies before the point comes from there.
 */
export function emitOperands(emitter: Emitter, node: Node): Out {
  return emitter.copy(node, (child) => emitOperandOf(emitter, node, child));
}

function emitOperandOf(emitter: Emitter, node: Node, child: Node): Out {
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
function operandBy(
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

/** Keeps the temporary's name from becoming the name of an anonymous function. */
function unnamed(node: Node, child: Node, out: Out): Out {
  if (!isAnonymous(child)) return out;
  const property = child.parent;
  const key = property?.type === 'Property' && !property.computed ? property.key : undefined;
  if (node.type === 'ObjectExpression' && key?.type === 'Identifier') {
    return ['({', key.name, ':', out, '}).', key.name];
  }
  return ['(0,', out, ')'];
}

/** A sequence stands in parentheses that are not part of its node. */
export const enclose = (node: Node, out: Out): Out =>
  node.type === 'SequenceExpression' ? ['(', out, ')'] : out;

/** Whether an operand was evaluated before the point to resume at. */
export function isBeforePoint(emitter: Emitter, node: Node, child: Node): boolean {
  const order = evaluationOrder(node, emitter.analysis.methods);
  const here = order.indexOf(child);
  const point = order.findIndex((other) => emitter.onPath(other));
  return here >= 0 && here < point;
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

function emitCall(emitter: Emitter, node: ESTree.SimpleCallExpression): Out {
  const { callee } = node;
  if (callee.type === 'Super') return emitSuperCall(emitter, node);
  if (isOutOfReach(emitter, callee)) {
    const method = emitSuperMethod(emitter, callee, (child) => operand(emitter, node, child));
    const list = emitArgumentList(emitter, node, callPosition(node, emitter.text));
    return [method, node.optional ? '?.' : '', list];
  }
  if (callee.type === 'Identifier') return emitNamedCall(emitter, node, callee);
  if (callee.type === 'MemberExpression' && emitter.info.operands.has(callee)) {
    return emitKeptMethod(emitter, node, callee);
  }
  return emitter.copy(node, (child) =>
    child === callee && callee.type === 'MemberExpression'
      ? emitCallee(emitter, node, callee)
      : emitOperandOf(emitter, node, child),
  );
}

/** `a.b(f())` → `m.callable(($t2=($t1=a).b),"a.b").call($t1,f())`, where looking `b` up again could give another method. */
function emitKeptMethod(
  emitter: Emitter,
  node: ESTree.SimpleCallExpression,
  callee: ESTree.MemberExpression,
): Out {
  const method = emitMethod(emitter, node, callee);
  const call = mapped('call', callPosition(node, emitter.text));
  const list = emitArgumentList(emitter, node, -1, receiverOf(emitter, callee));
  return [method, node.optional ? '?.' : '.', call, list];
}

/** A kept method; what is no function throws only when it is called, behind its arguments. */
function emitMethod(emitter: Emitter, call: Node, callee: ESTree.MemberExpression): Out {
  const value = operandBy(emitter, call, callee, () => emitCallee(emitter, call, callee));
  if (call.type === 'CallExpression' && call.optional) return value;
  const text = JSON.stringify(emitter.text.slice(callee.start, callee.end));
  return [`${emitter.names.module}.callable(`, value, `,${text})`];
}

/** The receiver of a method that has just been looked up. */
const receiverOf = (emitter: Emitter, { object }: ESTree.MemberExpression): Out =>
  emitter.info.operands.get(object) ?? emitter.whole(() => emitter.expression(object));

/**
 * A call of a name. V8 reports the name's position for a frame that waits in it, but that of the
 * opening parenthesis where the name has become an expression.
 */
function emitNamedCall(
  emitter: Emitter,
  node: ESTree.SimpleCallExpression,
  callee: ESTree.Identifier,
): Out {
  const out = emitOperandOf(emitter, node, callee);
  const at = callPosition(node, emitter.text);
  if (out instanceof Span || at !== callee.start) {
    return emitter.copy(node, (child) =>
      child === callee ? out : emitOperandOf(emitter, node, child),
    );
  }
  if (typeof out === 'string' && /^[\w$]+$/.test(out)) {
    return [mapped(out, at), emitArgumentList(emitter, node, -1)];
  }
  return [out, emitArgumentList(emitter, node, at)];
}

/** `(a,b)`, with the opening parenthesis at a place of the module text. */
function emitArgumentList(
  emitter: Emitter,
  node: ESTree.SimpleCallExpression,
  position: number,
  receiver: Out = '',
): Out {
  const open: Out = position < 0 ? '(' : mapped('(', position);
  const parts: Out[] = [open, receiver];
  let at = node.callee.end;
  for (const argument of node.arguments) {
    const gap = at > node.callee.end || receiver !== '' ? ',' : '';
    const out = emitOperandOf(emitter, node, argument);
    parts.push(gap, newlines(emitter, at, argument.start), enclose(argument, out));
    at = argument.end;
  }
  return [parts, newlines(emitter, at, node.end), ')'];
}

/** `new a.B()` → `new (g1().B)()`: a call in the callee must not become the constructor. */
function emitNew(emitter: Emitter, node: ESTree.NewExpression): Out {
  return emitter.copy(node, (child) => {
    const out = emitOperandOf(emitter, node, child);
    if (child !== node.callee || out instanceof Span) return out;
    return flatten(out, emitter.text).code.includes('(') ? ['(', out, ')'] : out;
  });
}

/**
 * ``tag`a${x}` `` → `tag($_y1,x)`: the strings of a template are one object for each place in the text
 * (ECMA-262 GetTemplateObject), which newer code for that place has to pass on.
 */
function emitTagged(emitter: Emitter, node: ESTree.TaggedTemplateExpression): Out {
  const { tag, quasi } = node;
  const from = quasi.start;
  const isKept = tag.type === 'MemberExpression' && emitter.info.operands.has(tag);
  const receiver: Out = isKept ? [receiverOf(emitter, tag), ','] : '';
  const parts: Out[] = [receiver, emitter.template(node)];
  let at = from;
  for (const part of quasi.expressions) {
    parts.push(',', newlines(emitter, at, part.start), enclose(part, operand(emitter, node, part)));
    at = part.end;
  }
  return [
    span(node.start, tag.start),
    emitTag(emitter, node),
    span(tag.end, from),
    mapped('(', from),
    parts,
    newlines(emitter, at, quasi.end),
    ')',
  ];
}

/** V8 reports the position of a name or property for a call of it, and is to report the template's. */
function emitTag(emitter: Emitter, node: ESTree.TaggedTemplateExpression): Out {
  const { tag, quasi } = node;
  const part = (child: Node): Out => operand(emitter, node, child);
  if (isOutOfReach(emitter, tag)) return emitSuperMethod(emitter, tag, part);
  const isBare = !emitter.text.startsWith('(', node.start);
  if (tag.type === 'MemberExpression' && emitter.info.operands.has(tag)) {
    return [emitMethod(emitter, node, tag), '.', mapped('call', quasi.start)];
  }
  if (tag.type === 'MemberExpression') {
    const callee = emitCallee(emitter, node, tag);
    const { start, end } = tag.property;
    if (!isBare || tag.computed || !Array.isArray(callee)) return callee;
    return [callee.slice(0, -2), mapped(emitter.text.slice(start, end), quasi.start)];
  }
  const out = part(tag);
  const name = tag.type === 'Identifier' && isBare && out instanceof Span ? tag.name : out;
  return typeof name === 'string' ? mapped(name, quasi.start) : name;
}

/** `super(a)` → `(super(a),f9&&f9.o(120,this),this)`; in a continuation the arguments are yielded. */
function emitSuperCall(emitter: Emitter, node: ESTree.SimpleCallExpression): Out {
  const { yieldsSuper } = emitter.lexical;
  if (yieldsSuper !== undefined) {
    const args = node.arguments.map((argument): Out =>
      argument.type === 'SpreadElement'
        ? ['...', emitter.expression(argument.argument)]
        : enclose(argument, emitter.expression(argument)),
    );
    return [`(${yieldsSuper}=yield [`, join(args, ','), '])'];
  }
  const call = emitOperands(emitter, node);
  const fn = owningFunction(emitter.analysis.model, node);
  const owner = classOf(fn.node);
  return owner ? ['(', call, ',', emitAddedFields(emitter, owner), ',this)'] : call;
}

/** The callee `a.b` of a call that keeps its receiver: `($t1=a).b(…)`. */
function emitCallee(emitter: Emitter, call: Node, callee: ESTree.MemberExpression): Out {
  return emitter.copy(callee, (child) =>
    child === callee.property && !callee.computed
      ? span(child.start, child.end)
      : child.type === 'Super'
        ? span(child.start, child.end)
        : operand(emitter, call, child),
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

function emitProperty(emitter: Emitter, node: ESTree.Property, owner?: Node): Out {
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

const isAnonymous = (node: Node): boolean =>
  (isFunctionNode(node) && (node.type === 'ArrowFunctionExpression' || !node.id)) ||
  (node.type === 'ClassExpression' && !node.id);
