import type { ESTree, Node, Variable } from '../model/index.js';
import { named } from './anonymous.js';
import { emitStore, loadText, type Emitter } from './emitter.js';
import { livenessOf } from './identifiers.js';
import { emitOperands, operand } from './kept-operands.js';
import { emitSuperTarget, isOutOfReach } from './supers.js';
import { span, type Out } from './text.js';

const LOGICAL = new Set(['&&=', '||=', '??=']);

const variableOf = (emitter: Emitter, node: Node): Variable | undefined =>
  node.type === 'Identifier' ? emitter.analysis.model.referenceOf.get(node) : undefined;

/** Whether an author's constant has become an assignable variable in the emitted text. */
const isConstant = (emitter: Emitter, variable: Variable): boolean => {
  const { type, isStrict } = variable.scope;
  if (type === 'class') return emitter.access.has(variable);
  if (type === 'function-expression-name') return isStrict && emitter.access.has(variable);
  if (variable.declaration.defs[0]?.type !== 'Variable' || variable.kind !== 'const') return false;
  const placement = emitter.analysis.placements.get(variable);
  return placement !== 'native' || emitter.access.has(variable);
};

/** Emits an assignment, or what is left of it. */
export function emitAssignment(emitter: Emitter, node: ESTree.AssignmentExpression): Out {
  const { left, operator } = node;
  const variable = variableOf(emitter, left);
  if (variable) return assignVariable(emitter, node, variable);
  if (left.type === 'MemberExpression') return assignMember(emitter, node, left);
  if (left.type === 'Identifier')
    return operator === '=' || !emitter.isBusy(node.right)
      ? emitOperands(emitter, node)
      : [
          left.name,
          '=',
          oldValue(emitter, node),
          operator.slice(0, -1),
          '(',
          emitter.expression(node.right),
          ')',
        ];
  return [
    emitPattern(emitter, left),
    span(left.end, node.right.start),
    emitter.expression(node.right),
    tail(node),
  ];
}

function assignVariable(
  emitter: Emitter,
  node: ESTree.AssignmentExpression,
  variable: Variable,
): Out {
  const state = livenessOf(emitter, node.left, variable);
  return state === 'alive'
    ? assignAlive(emitter, node, variable)
    : assignEarly(emitter, node, variable, state === 'dead');
}

function assignAlive(emitter: Emitter, node: ESTree.AssignmentExpression, variable: Variable): Out {
  const { operator, right } = node;
  const access = emitter.access.get(variable);
  if (isConstant(emitter, variable)) {
    const name = JSON.stringify(variable.name);
    const fails: Out = [
      emitter.names.module,
      `.constant(${name},(`,
      emitter.expression(right),
      '))',
    ];
    if (!LOGICAL.has(operator) || emitter.onPath(right)) return fails;
    return ['(', emitter.read(variable), operator.slice(0, -1), fails, ')'];
  }
  const name = emitter.nameOf(variable);
  if (operator === '=') {
    const value = named(emitter, variable, right);
    if (access) return emitStore(access, value);
    return [target(node.left, name), span(node.left.end, right.start), value, tail(node)];
  }
  if (LOGICAL.has(operator)) return assignLogically(emitter, node, variable, name);
  const isPlain = !access && !emitter.isBusy(right);
  if (isPlain) {
    const gap = span(node.left.end, right.start);
    return [target(node.left, name), gap, emitter.expression(right), tail(node)];
  }
  const value: Out = [
    oldValue(emitter, node),
    operator.slice(0, -1),
    '(',
    emitter.expression(right),
    ')',
  ];
  return access ? emitStore(access, value) : ['(', name, '=', value, ')'];
}

/**
 * An assignment that may find the variable's declaration not run yet:
 * `x = f()` → `(x=m.held("x",f(),x))`, `x += 1` → `(x===T?m.dead("x"):0,x += 1)`
 */
function assignEarly(
  emitter: Emitter,
  node: ESTree.AssignmentExpression,
  variable: Variable,
  isDead: boolean,
): Out {
  const { operator, right } = node;
  const { module } = emitter.names;
  const name = JSON.stringify(variable.name);
  if (isDead) {
    const value = operator === '=' ? emitter.expression(right) : 'void 0';
    return [module, `.dead(${name},(`, value, '))'];
  }
  const read = emitter.read(variable);
  const { declaration } = variable;
  if (operator !== '=') {
    const check = `${module}.alive(${name},${read})`;
    const plain = assignAlive(emitter, node, variable);
    return emitter.onPath(node) ? plain : ['(', check, ',', plain, ')'];
  }
  const value: Out = [module, `.held(${name},`, named(emitter, variable, right), `,${read})`];
  if (variable.kind === 'const' && declaration) return [module, `.constant(${name},`, value, ')'];
  const access = emitter.access.get(variable);
  return access ? emitStore(access, value) : ['(', emitter.nameOf(variable), '=', value, ')'];
}

/** Closing parentheses of the right side. */
const tail = (node: ESTree.AssignmentExpression): Out => span(node.right.end, node.end);

const target = (left: Node, name: string): Out =>
  left.type === 'Identifier' && left.name === name ? span(left.start, left.end) : name;

function assignLogically(
  emitter: Emitter,
  node: ESTree.AssignmentExpression,
  variable: Variable,
  name: string,
): Out {
  const access = emitter.access.get(variable);
  const value = named(emitter, variable, node.right);
  if (emitter.onPath(node.right)) {
    return access ? emitStore(access, value) : ['(', name, '=', value, ')'];
  }
  if (!access) {
    return [target(node.left, name), span(node.left.end, node.right.start), value, tail(node)];
  }
  return ['(', loadText(access), node.operator.slice(0, -1), emitStore(access, value), ')'];
}

/** The left side's value before a compound assignment, kept where the right side can be waited in. */
function oldValue(emitter: Emitter, node: ESTree.AssignmentExpression): Out {
  const kept = emitter.info.operands.get(node.left);
  const read: Out = emitter.expression(node.left);
  if (kept === undefined) return read;
  return emitter.onPath(node.right) ? kept : ['(', kept, '=', read, ')'];
}

function assignMember(
  emitter: Emitter,
  node: ESTree.AssignmentExpression,
  left: ESTree.MemberExpression,
): Out {
  const { operator, right } = node;
  const kept = emitter.info.operands.get(left);
  const reference = emitTarget(emitter, node, left, false);
  const value = emitter.expression(right);
  if (LOGICAL.has(operator) && emitter.onPath(right)) return ['(', reference, '=', value, ')'];
  if (kept === undefined) return [reference, span(left.end, right.start), value, tail(node)];
  // `a[k] += f()` → `(($t1=a)[$t2=k]=($t3=$t1[$t2])+(f()))`
  const isRest = emitter.onPath(right);
  const old: Out = isRest ? kept : ['(', kept, '=', emitTarget(emitter, node, left, true), ')'];
  return ['(', reference, '=', old, operator.slice(0, -1), '(', value, '))'];
}

/** The member on the left of an assignment; `again` reads the operands that were just kept. */
function emitTarget(
  emitter: Emitter,
  node: ESTree.AssignmentExpression,
  left: ESTree.MemberExpression,
  again: boolean,
): Out {
  const part = (child: Node): Out => {
    const kept = emitter.info.operands.get(child);
    return again && kept !== undefined ? kept : operand(emitter, node, child);
  };
  if (isOutOfReach(emitter, left)) return emitSuperTarget(emitter, left, part);
  return emitter.copy(left, (child) =>
    child.type === 'Super' || (child === left.property && !left.computed)
      ? span(child.start, child.end)
      : part(child),
  );
}

/** Emits `x++` and the like. */
export function emitUpdate(emitter: Emitter, node: ESTree.UpdateExpression): Out {
  const { argument, operator } = node;
  const variable = variableOf(emitter, argument);
  if (isOutOfReach(emitter, argument)) {
    const target = emitSuperTarget(emitter, argument);
    return node.prefix ? [operator, target] : [target, operator];
  }
  if (!variable) return emitOperands(emitter, node);
  const { module } = emitter.names;
  const state = livenessOf(emitter, argument, variable);
  if (state === 'dead') return `${module}.dead(${JSON.stringify(variable.name)})`;
  if (state === 'unsure') {
    const check = `${module}.alive(${JSON.stringify(variable.name)},${emitter.read(variable)})`;
    return ['(', check, ',', updateAlive(emitter, node, variable), ')'];
  }
  return updateAlive(emitter, node, variable);
}

function updateAlive(emitter: Emitter, node: ESTree.UpdateExpression, variable: Variable): Out {
  const { module } = emitter.names;
  if (isConstant(emitter, variable)) {
    return [module, `.constant(${JSON.stringify(variable.name)})`];
  }
  const access = emitter.access.get(variable);
  if (!access) {
    const name = emitter.nameOf(variable);
    return node.prefix ? [node.operator, name] : [name, node.operator];
  }
  const step = node.operator === '++' ? 1 : -1;
  const how = node.prefix ? 'prefix' : 'postfix';
  return `${module}.${how}(${access.read},${access.write},${step})`;
}

/** Emits a binding or assignment pattern as an assignment target. */
export function emitPattern(emitter: Emitter, node: Node): Out {
  switch (node.type) {
    case 'Identifier': {
      const variable = boundBy(emitter, node);
      const access = variable && emitter.access.get(variable);
      if (access) return `${emitter.names.module}.reference(${access.read},${access.write}).value`;
      const name = variable ? emitter.nameOf(variable) : node.name;
      return target(node, name);
    }
    case 'AssignmentPattern':
      return [
        emitPattern(emitter, node.left),
        span(node.left.end, node.right.start),
        emitter.expression(node.right),
        span(node.right.end, node.end),
      ];
    case 'RestElement':
      return ['...', emitPattern(emitter, node.argument)];
    case 'Property':
      return emitPatternProperty(emitter, node);
    case 'ObjectPattern':
    case 'ArrayPattern':
      return emitter.copy(node, (child) => emitPattern(emitter, child));
    default:
      return isOutOfReach(emitter, node)
        ? emitSuperTarget(emitter, node)
        : emitter.expression(node);
  }
}

function emitPatternProperty(emitter: Emitter, node: ESTree.Property): Out {
  const value = emitPattern(emitter, node.value);
  if (node.shorthand) return [span(node.key.start, node.key.end), ':', value];
  return emitter.copy(node, (child) => {
    if (child === node.value) return value;
    return node.computed ? emitter.expression(child) : span(child.start, child.end);
  });
}

/** The variable that an identifier in a pattern gets its value into. */
export const boundBy = (emitter: Emitter, node: Node): Variable | undefined =>
  emitter.analysis.model.referenceOf.get(node) ?? declaredBy(emitter, node);

/** The variable that an identifier in a declaration binds. */
export function declaredBy(emitter: Emitter, node: Node): Variable | undefined {
  return emitter.analysis.declaredBy(node);
}
