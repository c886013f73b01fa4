import { isLoop, type Node } from '../../program-model/model/estree.js';
import { isFunction, isStatement } from './syntax.js';
import type { Variable } from '../../program-model/model/types.js';
import type { PointMatch } from './types.js';

export type Need = 'declared-later' | 'not-read' | 'assigned-first' | 'needed';

/** Whether an activation that goes on at a place needs a value for a variable. */
export function needAt(variable: Variable, at: PointMatch): Need {
  const { node, key } = at;
  if (node === undefined || key === undefined) return 'needed';
  const offset = resumeOffset(node, key);
  if (isDeclaredBehind(variable, offset) || isElsewhere(variable, offset)) return 'declared-later';
  if (variable.captured) return 'needed';
  if (isOperandOf(variable, node, offset)) return 'needed';
  const loops = loopsAround(node, variable);
  const isRead = variable.declaration.references.some((reference) => {
    if (!reference.isRead()) return false;
    const { start } = reference.identifier as Node;
    return start >= offset || loops.some((loop) => start >= loop.start && start < loop.end);
  });
  if (!isRead) return 'not-read';
  return isAssignedFirst(variable, offset, loops) ? 'assigned-first' : 'needed';
}

/**
 * Whether a variable is read in front of a call, in the expression that the call is a part of. The value of an
 * operand that the old code did not have is made as the activation goes on.
 */
function isOperandOf(variable: Variable, node: Node, offset: number): boolean {
  if (offset !== node.end) return false;
  let whole = node;
  while (whole.parent && !isStatement(whole.parent) && !isFunction(whole.parent))
    whole = whole.parent;
  return variable.declaration.references.some((reference) => {
    const { start } = reference.identifier as Node;
    return reference.isRead() && start >= whole.start && start < node.start;
  });
}

/**
 * Whether each read that can come is behind an assignment that comes first: one that is a statement of its
 * own, begins a `for`, or is the declaration, where all reads are in the same block.
 */
function isAssignedFirst(variable: Variable, offset: number, loops: readonly Node[]): boolean {
  const nodes = variable.declaration.references.map(({ identifier }) => identifier as Node);
  // What stands in a loop around the place may run before what follows the place.
  const inLoop = (node: Node): boolean =>
    loops.some((loop) => node.start >= loop.start && node.end <= loop.end);
  if (nodes.some(inLoop)) return false;
  const coming = nodes.filter((node) => (assignmentTo(node)?.end ?? node.start) >= offset);
  const first = coming.reduce<Node | undefined>(
    (best, node) => (best && best.start <= node.start ? best : node),
    undefined,
  );
  const assignment = first && assignmentTo(first);
  const statement = assignment && wholeStatement(assignment);
  if (!statement) return false;
  const rest = coming.filter((node) => node !== first);
  const { parent } = statement;
  const block = parent?.type === 'BlockStatement' ? parent : statement;
  return rest.every(
    ({ start, end }) => start >= assignment.end && start >= block.start && end <= block.end,
  );
}

/** The assignment or declaration that gives a variable a value through an identifier. */
function assignmentTo(node: Node): Node | undefined {
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.left === node)
    return parent;
  const isDeclared = parent?.type === 'VariableDeclarator' && parent.id === node && parent.init;
  return isDeclared ? parent : undefined;
}

/** The statement that an assignment is, or that it begins. */
function wholeStatement(assignment: Node): Node | undefined {
  let at: Node = assignment;
  while (at.parent?.type === 'SequenceExpression' || at.parent?.type === 'VariableDeclaration')
    at = at.parent;
  const { parent } = at;
  if (parent?.type === 'ForStatement') return parent.init === at ? parent : undefined;
  if (at.type === 'VariableDeclaration') return at;
  return parent?.type === 'ExpressionStatement' ? parent : undefined;
}

/** Everything in front of this offset has been evaluated. */
function resumeOffset(node: Node, key: string): number {
  const kind = key.slice(0, key.indexOf('@'));
  // What its head declares is there.
  if (kind === 'loop' && isLoop(node)) return node.body.start;
  if (kind === 'before' || kind === 'entry' || kind === 'catch') {
    return node.start;
  }
  return node.end;
}

function isDeclaredBehind(variable: Variable, offset: number): boolean {
  return variable.kind !== 'param' && variable.kind !== 'function' && variable.offset >= offset;
}

/** Whether the variable's block is not around the place: entering it makes the variable anew. */
function isElsewhere(variable: Variable, offset: number): boolean {
  const isOfBlock = ['let', 'const', 'class', 'catch'].includes(variable.kind);
  return isOfBlock && (offset < variable.scopeStart || offset > variable.scopeEnd);
}

/** Loops around the place that lie in the variable's scope: their code may run again. */
function loopsAround(node: Node, variable: Variable): Node[] {
  const loops: Node[] = [];
  for (let at: Node | null = node; at && at.start >= variable.scopeStart; at = at.parent) {
    if (isLoop(at)) loops.push(at);
  }
  return loops;
}
