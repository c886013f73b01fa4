import {
  isListed,
  isLoop,
  type ESTree,
  type Node,
  type Point,
  type Variable,
} from '../model/index.js';
import { named } from './anonymous.js';
import { boundBy, declaredBy, emitPattern } from './assignments.js';
import { emitBlock } from './blocks.js';
import { emitClass } from './classes.js';
import { emitStore, type Emitter } from './emitter.js';
import { emitFunction } from './functions.js';
import { bodyOf, emitJump, emitReturn } from './jumps.js';
import { emitLoop, newlines, opensFirst } from './loops.js';
import { emitCheck, emitStop } from './resume.js';
import { emitSwitch } from './switches.js';
import { span, type Out } from './text.js';
import { emitTry } from './tries.js';

/** Emits a statement, or what is left of it after the point to resume at. */
export function emitStatement(emitter: Emitter, node: Node): Out {
  const point = emitter.state.resumption?.point;
  if (point?.kind === 'before' && point.node === node) {
    return emitter.whole(() => emitStatement(emitter, node));
  }
  // The end of a block that is only implied, `if (x) statement`: it is named by its statement.
  if (point?.kind === 'end' && point.node === node && node.type !== 'BlockStatement') return ';';
  const stop = emitter.info.points.get(node)?.find(({ kind }) => kind === 'before');
  if (!stop || emitter.onPath(node)) return emitKind(emitter, node);
  const out = emitStopped(emitter, node, stop);
  return isListed(node) ? out : ['{', out, '}'];
}

/** A statement behind its check. */
function emitStopped(emitter: Emitter, node: Node, stop: Point): Out {
  if (!mayHoldFunctions(emitter, node)) {
    if (node.type === 'ExpressionStatement') {
      const end = emitter.text.endsWith(';', node.end) ? node.end - 1 : node.end;
      const { expression } = node;
      const value = [
        span(node.start, expression.start),
        emitter.expression(expression),
        span(expression.end, end),
      ];
      const evaluated = [value, end < node.end ? span(end, node.end) : ';'] as const;
      return [emitStop(emitter, stop, evaluated), emitAfter(emitter, node)];
    }
    if (node.type === 'VariableDeclaration' && isDeclarationMoved(emitter, node))
      return emitStop(emitter, stop, [emitAssignments(emitter, node), ';']);
  }
  return [emitStop(emitter, stop), emitKind(emitter, node)];
}

function emitKind(emitter: Emitter, node: Node): Out {
  if (isLoop(node)) return emitLoop(emitter, node);
  switch (node.type) {
    case 'ExpressionStatement':
      return emitExpressionStatement(emitter, node);
    case 'VariableDeclaration':
      return emitDeclaration(emitter, node);
    case 'FunctionDeclaration':
      return emitFunctionDeclaration(emitter, node);
    case 'ClassDeclaration':
      return emitClassDeclaration(emitter, node);
    case 'BlockStatement':
      return emitBlock(emitter, node, node);
    case 'IfStatement':
      return emitIf(emitter, node);
    case 'LabeledStatement':
      return [
        opensFirst(emitter, bodyOf(node)) ? '' : span(node.start, node.body.start),
        emitter.statement(node.body),
      ];
    case 'ReturnStatement':
      return emitReturn(emitter, node);
    case 'BreakStatement':
    case 'ContinueStatement':
      return emitJump(emitter, node);
    case 'TryStatement':
      return emitTry(emitter, node);
    case 'SwitchStatement':
      return emitSwitch(emitter, node);
    case 'ThrowStatement':
      return emitThrow(emitter, node);
    default:
      return span(node.start, node.end);
  }
}

/** The agent notes where a value is thrown: V8 forgets it as soon as a handler throws it on. */
function emitThrow(emitter: Emitter, node: ESTree.ThrowStatement): Out {
  const { start, end, argument } = node;
  const note = [`${emitter.names.module}.t((`, emitter.expression(argument), `),${start})`];
  return [span(start, argument.start), ...note, span(argument.end, end)];
}

function emitExpressionStatement(emitter: Emitter, node: ESTree.ExpressionStatement): Out {
  const { resumption } = emitter.state;
  if (resumption?.point.kind === 'after' && resumption.point.node === node) return ';';
  // A statement that begins with `(` must not continue the line before.
  const start = isListed(node) && (emitter.isBusy(node) || emitter.state.continuation) ? ';' : '';
  const check = emitAfter(emitter, node);
  const out = [start, emitter.copy(node), check];
  return isListed(node) || check === '' ? out : ['{', out, '}'];
}

/** Whether there may be functions or classes in a statement, which V8 would name after its check. */
const mayHoldFunctions = ({ text }: Emitter, { start, end }: Node): boolean =>
  /=>|\{|\bfunction\b|\bclass\b/.test(text.slice(start, end));

/** The update point behind a statement. */
function emitAfter(emitter: Emitter, node: ESTree.ExpressionStatement): Out {
  const after = emitter.info.points.get(node)?.find(({ kind }) => kind === 'after');
  return after ? [';', emitCheck(emitter, after)] : '';
}

function emitIf(emitter: Emitter, node: ESTree.IfStatement): Out {
  for (const branch of [node.consequent, node.alternate]) {
    if (branch && emitter.onPath(branch)) return ['{', emitter.statement(branch), '}'];
  }
  return emitter.copy(node, (child) =>
    child === node.test ? emitter.expression(child) : emitter.statement(child),
  );
}

function emitFunctionDeclaration(emitter: Emitter, node: ESTree.FunctionDeclaration): Out {
  const variable = declaredBy(emitter, node.id);
  const isKept =
    emitter.state.continuation &&
    variable !== undefined &&
    (variable.scopeNode === emitter.info.fn.node || emitter.instantiated.has(variable));
  return isKept ? '' : emitFunction(emitter, node);
}

function emitClassDeclaration(emitter: Emitter, node: ESTree.ClassDeclaration): Out {
  const variable = declaredBy(emitter, node.id);
  const out = emitClass(emitter, node);
  if (!variable || !isMoved(emitter, node.id)) return out;
  const access = emitter.access.get(variable);
  return access ? [';', emitStore(access, out), ';'] : [`;${emitter.nameOf(variable)}=`, out, ';'];
}

/** Whether the declaration of a name has moved away, so that it is only assigned here. */
export function isMoved(emitter: Emitter, identifier: Node): boolean {
  const variable = declaredBy(emitter, identifier);
  if (!variable) return false;
  if (emitter.access.has(variable) || emitter.renamed.has(variable)) return true;
  const placement = emitter.analysis.placements.get(variable);
  if (placement === 'block') return true;
  if (variable.kind === 'var') return emitter.state.continuation && placement !== 'native';
  if (!emitter.info.active) return false;
  return placement === 'local' || placement === 'shared' || placement === 'host';
}

const firstName = (pattern: Node): Node | undefined => {
  switch (pattern.type) {
    case 'Identifier':
      return pattern;
    case 'AssignmentPattern':
      return firstName(pattern.left);
    case 'RestElement':
      return firstName(pattern.argument);
    case 'Property':
      return firstName(pattern.value);
    case 'ObjectPattern':
      return pattern.properties.map(firstName).find(Boolean);
    case 'ArrayPattern':
      return pattern.elements.map((item) => item && firstName(item)).find(Boolean) ?? undefined;
    default:
      return undefined;
  }
};

/** Whether a declaration's names have moved away. */
export function isDeclarationMoved(emitter: Emitter, node: ESTree.VariableDeclaration): boolean {
  return node.declarations.some(({ id }) => {
    const name = firstName(id);
    return name !== undefined && isMoved(emitter, name);
  });
}

/** Emits a declaration: in place, or as assignments to names that are declared elsewhere. */
export function emitDeclaration(emitter: Emitter, node: ESTree.VariableDeclaration): Out {
  if (isDeclarationMoved(emitter, node)) return [';', emitAssignments(emitter, node), ';'];
  const first = node.declarations[0];
  const last = node.declarations[node.declarations.length - 1];
  if (!first || !last) return '';
  const end = [newlines(emitter, last.end, node.end), ';'];
  return [span(node.start, first.start), emitDeclarators(emitter, node), end];
}

/** The assignments in place of a declaration that has moved away. */
function emitAssignments(emitter: Emitter, node: ESTree.VariableDeclaration): Out {
  const first = node.declarations[0];
  const last = node.declarations[node.declarations.length - 1];
  if (!first || !last) return '0';
  return [
    newlines(emitter, node.start, first.start),
    emitDeclarators(emitter, node),
    newlines(emitter, last.end, node.end),
  ];
}

/** The declarators from the point to resume at on, separated as in the source. */
export function emitDeclarators(emitter: Emitter, node: ESTree.VariableDeclaration): Out[] {
  const moved = isDeclarationMoved(emitter, node);
  const from = Math.max(
    0,
    node.declarations.findIndex((declarator) => emitter.onPath(declarator)),
  );
  const parts: Out[] = [];
  let at = -1;
  for (const declarator of node.declarations.slice(from)) {
    if (at >= 0) parts.push(span(at, declarator.start));
    parts.push(emitDeclarator(emitter, node, declarator, moved));
    at = declarator.end;
  }
  return parts;
}

/** A `var` whose initialiser goes to another variable of its name. */
function redirected(
  emitter: Emitter,
  id: ESTree.Identifier,
  variable: Variable,
  init: Node | null | undefined,
  moved: boolean,
): Out {
  const access = emitter.access.get(variable);
  const value = named(emitter, variable, init);
  const stored: Out = access
    ? emitStore(access, value)
    : ['(', emitter.nameOf(variable), '=', value, ')'];
  const { name } = id;
  return moved ? stored : [name, '=(', stored, ',', name, ')'];
}

function emitDeclarator(
  emitter: Emitter,
  node: ESTree.VariableDeclaration,
  declarator: ESTree.VariableDeclarator,
  moved: boolean,
): Out {
  const { id, init } = declarator;
  if (id.type !== 'Identifier') {
    if (!init) return emitPattern(emitter, id);
    // As it is written: V8 words its errors by the initialiser, unless that stands in parentheses.
    const value = [
      span(id.end, init.start),
      emitter.expression(init),
      span(init.end, declarator.end),
    ];
    const pattern: Out = [emitPattern(emitter, id), value];
    return moved ? ['(', pattern, ')'] : pattern;
  }
  const declared = declaredBy(emitter, id);
  // `catch(e){var e=1}` gives its value to the parameter.
  const variable = init ? boundBy(emitter, id) : declared;
  if (variable !== declared && variable) return redirected(emitter, id, variable, init, moved);
  if (!moved || !variable) {
    if (!init) return span(declarator.start, declarator.end);
    const value = emitter.expression(init);
    return [span(id.start, init.start), value, span(init.end, declarator.end)];
  }
  if (!init && node.kind === 'var') return '0';
  const value = named(emitter, variable, init);
  const access = emitter.access.get(variable);
  if (access) return emitStore(access, value);
  const name = emitter.nameOf(variable);
  const target: Out = name === id.name ? span(id.start, id.end) : name;
  if (!init) return [target, '=', value];
  return [target, span(id.end, init.start), value, span(init.end, declarator.end)];
}
