import type { ESTree, Node, References, Variable } from '../model/index.js';
import type { MethodsToKeep } from './methods.js';

/**
 * The operands of an expression that are evaluated before a continuation point inside the same
 * expression and whose values the rest of it still needs: they are kept in temporaries.
 */
export function operandsToKeep(
  node: Node,
  busy: ReadonlySet<Node>,
  referenceOf: References,
  methods: MethodsToKeep,
): Node[] {
  const order = evaluationOrder(node, methods);
  const last = order.reduce((found, operand, at) => (busy.has(operand) ? at : found), -1);
  return order.slice(0, Math.max(0, last)).filter(
    (operand) =>
      // What is spread is taken out of its iterator there and then.
      operand.parent?.type === 'SpreadElement' ||
      (!isRepeatable(operand, node, referenceOf) && !hasHadItsUse(operand, methods)),
  );
}

/** The key of a method that is kept itself, and a `case` that did not match, are needed no more. */
const hasHadItsUse = ({ parent, start }: Node, methods: MethodsToKeep): boolean =>
  parent?.type === 'SwitchCase' ||
  (parent?.type === 'MemberExpression' && methods.has(parent) && parent.property.start === start);

/**
 * The operands of an expression in the order in which they are evaluated.
 * @param methods callees `a.b` whose value is an operand beside that of `a`
 */
export function evaluationOrder(node: Node, methods: MethodsToKeep): Node[] {
  switch (node.type) {
    case 'BinaryExpression':
      return [node.left, node.right];
    case 'CallExpression':
      return [...calleeOperands(node.callee, methods), ...node.arguments.map(unspread)];
    case 'NewExpression':
      return [node.callee, ...node.arguments.map(unspread)];
    case 'TaggedTemplateExpression':
      return [...calleeOperands(node.tag, methods), ...node.quasi.expressions];
    case 'MemberExpression':
      return node.computed ? [node.object, node.property] : [node.object];
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element ? [unspread(element)] : []));
    case 'ObjectExpression':
      return node.properties.flatMap(propertyOperands);
    case 'TemplateLiteral':
      return node.parent?.type === 'TaggedTemplateExpression' ? [] : node.expressions;
    case 'AssignmentExpression':
      return [...targetOperands(node), node.right];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return [
        ...(node.superClass ? [node.superClass] : []),
        ...node.body.body.flatMap((member) =>
          member.type !== 'StaticBlock' && member.computed ? [member.key] : [],
        ),
      ];
    case 'ImportExpression':
      return [node.source];
    case 'SwitchStatement':
      return [node.discriminant, ...node.cases.flatMap(({ test }) => (test ? [test] : []))];
    default:
      return [];
  }
}

const unspread = (node: Node): Node => (node.type === 'SpreadElement' ? node.argument : node);

/** `a.b(…)` needs the receiver; the method is looked up again by name unless it is kept as well. */
function calleeOperands(callee: Node, methods: MethodsToKeep): Node[] {
  if (callee.type === 'Super') return [];
  if (callee.type !== 'MemberExpression') return [callee];
  const receiver = callee.object.type === 'Super' ? [] : [callee.object];
  const reference = callee.computed ? [...receiver, callee.property] : receiver;
  return methods.has(callee) ? [...reference, callee] : reference;
}

function propertyOperands(property: ESTree.Property | ESTree.SpreadElement): Node[] {
  if (property.type === 'SpreadElement') return [property.argument];
  const key = property.computed ? [property.key] : [];
  const isPlain = property.kind === 'init' && !property.method;
  return isPlain ? [...key, property.value] : key;
}

/** What an assignment evaluates of its target first; with a compound operator also the old value. */
function targetOperands(node: ESTree.AssignmentExpression): Node[] {
  const { left, operator } = node;
  const isCompound = operator !== '=' && !['&&=', '||=', '??='].includes(operator);
  if (left.type === 'MemberExpression') {
    const receiver = left.object.type === 'Super' ? [] : [left.object];
    const reference = left.computed ? [...receiver, left.property] : receiver;
    return isCompound ? [...reference, left] : reference;
  }
  return isCompound && left.type === 'Identifier' ? [left] : [];
}

/** Whether evaluating an operand again gives the same value without any effect. */
function isRepeatable(operand: Node, within: Node, referenceOf: References): boolean {
  switch (operand.type) {
    case 'Literal':
      return operand.value === null ? operand.raw === 'null' : typeof operand.value !== 'object';
    case 'ThisExpression':
    case 'Super':
    // A closure that nobody has seen yet is as good as another.
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'TemplateLiteral':
      return operand.expressions.length === 0;
    case 'UnaryExpression':
      return operand.argument.type === 'Literal';
    case 'Identifier':
      return within.type !== 'TemplateLiteral' && isStable(operand, within, referenceOf);
    default:
      return false;
  }
}

const STABLE_GLOBALS = new Set([
  'undefined',
  'console',
  'Promise',
  'Object',
  'Array',
  'JSON',
  'require',
]);

/** Whether a name can't get another value before the expression around it has ended. */
function isStable(name: ESTree.Identifier, within: Node, referenceOf: References): boolean {
  const variable = referenceOf.get(name);
  if (!variable) return STABLE_GLOBALS.has(name.name);
  // The exporter may give it another value; a function that is called is taken to stay.
  const isImport = variable.declaration.defs[0]?.type === 'ImportBinding';
  if (isImport) return (within as { callee?: Node }).callee === name;
  if (!variable.assigned)
    return (variable.kind !== 'var' && variable.kind !== 'function') || isSingle(variable);
  if (variable.captured) return false;
  return !variable.declaration.references.some(
    (reference) =>
      reference.isWrite() &&
      (reference.identifier as Node).start >= within.start &&
      (reference.identifier as Node).end <= within.end,
  );
}

/** A `var` or function that is declared and initialised once; it may still be read before. */
const isSingle = (variable: Variable): boolean =>
  variable.kind === 'function' && variable.declaration.defs.length === 1;
