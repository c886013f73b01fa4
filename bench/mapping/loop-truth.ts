import {
  isFunctionNode,
  isLoop,
  type ESTree,
  type FullSourceModel,
  type FunctionNode,
  type Node,
  type Point,
} from '../../program-model/model/index.js';
import { allBelow } from './context.js';

/** A loop, and the call of `forEach` that it was made of or became. */
export interface LoopPair {
  old: Node;
  now: Node;
}

/** The function of `xs.forEach(function)`, as a statement. */
function callbackOf(node: Node): FunctionNode | undefined {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression')
    return undefined;
  const { callee, arguments: given } = node.expression;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
  const [callback] = given;
  return callee.property.name === 'forEach' && callback && isFunctionNode(callback)
    ? callback
    : undefined;
}

/**
 * Loops that became a `forEach`, and the other way round.
 *
 * @param origin for each character of the new text its offset in the old one, or -1
 */
export function pairLoops(
  old: FullSourceModel,
  now: FullSourceModel,
  origin: Int32Array,
): LoopPair[] {
  const there = new Map<number, Node>();
  for (const node of allBelow(now.ast)) {
    const at = origin[node.start] ?? -1;
    if (at >= 0 && (isLoop(node) || callbackOf(node))) there.set(at, node);
  }
  return allBelow(old.ast).flatMap((node) => {
    const other = there.get(node.start);
    if (!other) return [];
    const isChanged = isLoop(node) ? callbackOf(other) : callbackOf(node) && isLoop(other);
    return isChanged ? [{ old: node, now: other }] : [];
  });
}

const bodyOf = (node: Node): Node | undefined =>
  isLoop(node) ? node.body : callbackOf(node)?.body;

/** The nodes that name the place where a body begins, or where a statement ends. */
const begins = (body: Node | undefined): Node[] =>
  body?.type === 'BlockStatement' ? [body, ...body.body.slice(0, 1)] : body ? [body] : [];

function follows(statement: Node): Node[] {
  const { parent } = statement;
  const list = (parent as ESTree.BlockStatement | null)?.body as Node[] | Node | undefined;
  const next = Array.isArray(list) ? list[list.indexOf(statement) + 1] : undefined;
  return [statement, ...(next ? [next] : parent ? [parent] : [])];
}

/**
 * Where a point of such a loop goes on: any of these nodes names the place. Undefined for points of
 * other code; `open` where no activation can wait without one of the callback above it.
 */
export function loopTruth(
  pairs: readonly LoopPair[],
  point: Point,
): Set<Node> | 'open' | undefined {
  for (const { old, now } of pairs) {
    if (point.node === callbackOf(old) && point.kind === 'entry')
      return new Set(begins(bodyOf(now)));
    if (callbackOf(old) && point.node === (old as ESTree.ExpressionStatement).expression)
      return 'open';
    if (point.node !== old) continue;
    return new Set(point.kind === 'after' ? follows(now) : begins(bodyOf(now)));
  }
  return undefined;
}
