import { isFunctionNode, isLoop, type ESTree, type Node } from './estree.js';
import { callPosition } from './positions.js';
import type { FunctionModel, Point, PointKind } from './types.js';

/** Methods of built-in values that never run the program's code, or only by implicit conversion. */
const QUIET_METHODS = new Set(['charCodeAt', 'codePointAt', 'charAt', 'hasOwnProperty']);
const QUIET_NAMESPACES = new Set(['Math', 'Number']);
const QUIET_STATICS = new Set(['Array.isArray', 'String.fromCharCode', 'Object.is', 'Date.now']);

/**
 * Whether a call is left out of the continuation points. That is always sound: a frame that waits in
 * it after all (through `valueOf`, say) counts as a foreign boundary and is deferred.
 */
function isQuietCall(node: ESTree.SimpleCallExpression): boolean {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  if (callee.property.type !== 'Identifier') return false;
  const method = callee.property.name;
  if (QUIET_METHODS.has(method)) return true;
  if (callee.object.type !== 'Identifier') return false;
  const { name } = callee.object;
  return QUIET_NAMESPACES.has(name) || QUIET_STATICS.has(`${name}.${method}`);
}

/** Whether a node stands where its evaluation can't be taken up again in the middle. */
export const isHardPosition = (node: Node): boolean => whyHard(node) !== undefined;

/**
 * Why a node's evaluation can't be taken up again in the middle: a frame that waits there is deferred.
 *
 * @returns ends the sentence "It stands …"; undefined where it can
 */
export function whyHard(node: Node): string | undefined {
  let child: Node = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    const why = whyHardIn(at, child);
    if (why !== undefined) return why;
    if (isFunctionNode(at)) return at.body === child ? undefined : 'in a parameter list';
    if (at.type === 'Program' || at.type === 'StaticBlock') return undefined;
  }
  return undefined;
}

function whyHardIn(at: Node, child: Node): string | undefined {
  switch (at.type) {
    case 'AssignmentPattern':
    case 'RestElement':
    case 'ArrayPattern':
      return IN_PATTERN;
    case 'Property':
      return at.parent?.type === 'ObjectPattern' ? IN_PATTERN : undefined;
    case 'ForInStatement':
    case 'ForOfStatement':
      return at.left === child ? 'in what a loop assigns its items to' : undefined;
    case 'CallExpression':
      // `this` does not exist yet.
      if (at.callee.type === 'Super') return 'in the arguments of super(…)';
      return at.callee !== child && isInOptionalChain(at.callee) ? IN_CHAIN : undefined;
    case 'MemberExpression':
      return at.object !== child && isOptionalLink(at.object) ? IN_CHAIN : undefined;
    case 'PropertyDefinition':
      return at.value === child ? "in a field's initialiser" : "in a field's computed key";
    case 'TryStatement':
      return at.finalizer === child && isInGenerator(at)
        ? 'in a finally block of a generator, which return() may have entered'
        : undefined;
    default:
      return undefined;
  }
}

const IN_PATTERN = 'in a destructuring pattern, as a default or a key';
const IN_CHAIN = 'behind a ?. and a further link of an optional chain';

/** A callee whose receiver can't be kept without taking an optional chain apart. */
const isInOptionalChain = (callee: Node): boolean => {
  if (callee.type === 'ChainExpression') return true;
  return callee.type === 'MemberExpression'
    ? isOptionalLink(callee.object)
    : isOptionalLink(callee);
};

/** Whether a node is a later link of an optional chain. */
function isOptionalLink(node: Node): boolean {
  for (let at: Node = node; ;) {
    if (at.type === 'MemberExpression') {
      if (at.optional) return true;
      at = at.object;
    } else if (at.type === 'CallExpression') {
      if (at.optional) return true;
      at = at.callee;
    } else return false;
  }
}

function isInGenerator(node: Node): boolean {
  for (let at: Node | null = node; at; at = at.parent) {
    if (isFunctionNode(at)) return at.generator === true;
    if (at.type === 'StaticBlock' || at.type === 'PropertyDefinition') return false;
  }
  return false;
}

function pointKind(node: Node): PointKind | undefined {
  switch (node.type) {
    case 'CallExpression':
      if (node.callee.type === 'Super') return 'super';
      return isQuietCall(node) ? undefined : 'call';
    case 'NewExpression':
      return 'new';
    case 'TaggedTemplateExpression':
      return 'tag';
    case 'AwaitExpression':
      return 'await';
    case 'YieldExpression':
      return 'yield';
    case 'CatchClause':
      return 'catch';
    default:
      return isLoop(node) ? 'loop' : undefined;
  }
}

/** Whether control may come back to a statement from code that was updated meanwhile. */
export function hasAfterPoint(node: Node): node is ESTree.ExpressionStatement {
  return (
    node.type === 'ExpressionStatement' &&
    node.expression.type === 'CallExpression' &&
    (node.expression.callee.type === 'Super' || !isQuietCall(node.expression))
  );
}

/** Whether a statement stands in a list, where further statements may be put beside it. */
export function isListed(node: Node): boolean {
  switch (node.parent?.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'ExportNamedDeclaration':
      return true;
    case 'SwitchCase':
      return node.parent.test !== node;
    default:
      return false;
  }
}

/** Whether a node is a statement in front of which a debugger stops. */
function isStop(fn: FunctionModel, node: Node): boolean {
  if (fn.kind === 'static-block' || node.parent?.type === 'LabeledStatement') return false;
  switch (node.type) {
    case 'VariableDeclaration':
      return isListed(node) && node.declarations.some(({ init }) => init) && !isHardPosition(node);
    case 'ExpressionStatement':
      return !('directive' in node) && !isHardPosition(node);
    case 'LabeledStatement':
      return isStop(fn, { ...node.body, parent: node.parent });
    case 'ClassDeclaration':
      return node.parent?.type !== 'ExportDefaultDeclaration' && !isHardPosition(node);
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'IfStatement':
    case 'SwitchStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'DebuggerStatement':
      return !isHardPosition(node);
    default:
      return false;
  }
}

/** The continuation points of one function, in source order of their nodes; `entry` comes first. */
export function listPoints(
  fn: FunctionModel,
  own: readonly Node[],
  text: string,
  statements = false,
): Point[] {
  const points: Point[] = [point('entry', fn.node, -1)];
  if (fn.obstacle && fn.obstacle.kind !== 'closed') return [];
  if (fn.kind === 'field' || fn.obstacle) return points;
  const keys = new Set<string>();
  const add = (kind: PointKind, node: Node, at: number): void => {
    const found = point(kind, node, at);
    // Calls in a chain begin at one place, `a().b()`; the outermost comes first.
    if (keys.has(found.key)) found.key += `-${node.end}`;
    keys.add(found.key);
    points.push(found);
  };
  const thisFrom = fn.derived ? endOfLastSuper(own) : -1;
  for (const node of own) {
    if (node.start < thisFrom && node.type !== 'ExpressionStatement') continue;
    if (statements && node.start >= thisFrom && isStop(fn, node)) add('before', node, -1);
    const kind = pointKind(node);
    if (kind && !isHardPosition(node)) add(kind, node, reportedAt(node, kind, text));
    if (hasAfterPoint(node) && node.end >= thisFrom && !isHardPosition(node))
      add('after', node, -1);
  }
  return points;
}

/** Before `super(…)` has returned, a derived constructor has no `this` to hand over. */
const endOfLastSuper = (own: readonly Node[]): number =>
  own.reduce(
    (end, node) =>
      node.type === 'CallExpression' && node.callee.type === 'Super'
        ? Math.max(end, node.end)
        : end,
    -1,
  );

const point = (kind: PointKind, node: Node, at: number): Point => ({
  key: `${kind}@${node.start}`,
  kind,
  node,
  start: node.start,
  end: node.end,
  at,
});

function reportedAt(node: Node, kind: PointKind, text: string): number {
  if (kind === 'call' || kind === 'new' || kind === 'tag' || kind === 'super') {
    return callPosition(node as ESTree.SimpleCallExpression, text);
  }
  return -1;
}
