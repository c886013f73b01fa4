import type { ESTree, Node } from './estree.js';

type CallLike =
  ESTree.SimpleCallExpression | ESTree.NewExpression | ESTree.TaggedTemplateExpression;

/**
 * The offset that V8 reports as the position of a frame that waits in a call.
 *
 * Observed on V8 11.3 to 14 (`CallSite#getPosition`): an identifier callee reports the identifier,
 * `a.b()` the property, `new` the keyword, a tagged template its first back-tick, `super()` the
 * keyword; everything else, also private methods, optional calls and parenthesised callees, reports the opening
 * parenthesis of the arguments.
 */
export function callPosition(node: CallLike, text: string): number {
  if (node.type === 'NewExpression') return node.start;
  if (node.type === 'TaggedTemplateExpression') return node.quasi.start;
  const { callee } = node;
  const parenthesised = text.startsWith('(', node.start) && callee.start > node.start;
  if (!parenthesised && !node.optional) {
    if (callee.type === 'Identifier' || callee.type === 'Super') return callee.start;
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
      if (!callee.computed) return callee.property.start;
    }
  }
  return argumentsParenthesis(node, text);
}

/** Offset of the `(` that opens a call's arguments. */
function argumentsParenthesis(node: ESTree.SimpleCallExpression, text: string): number {
  const first = node.arguments[0];
  if (!first) return lastOpeningBefore(text, node.callee.end, node.end);
  return lastOpeningBefore(
    text,
    node.callee.end,
    first.start,
    parenthesesAround(first, node, text),
  );
}

const parenthesesAround = (argument: Node, node: Node, text: string): number => {
  // Parentheses of the argument's own stand between the call's and the argument.
  let depth = 0;
  let at = argument.end;
  for (; at < node.end; at += 1) {
    const char = text[at];
    if (char === ')') depth += 1;
    else if (char === ',' || (char !== undefined && !/\s/.test(char))) break;
  }
  return at >= node.end ? depth - 1 : depth;
};

function lastOpeningBefore(text: string, from: number, to: number, skip = 0): number {
  const openings: number[] = [];
  for (let at = from; at < to; at += 1) {
    if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 1;
    else if (text.startsWith('//', at)) at = text.indexOf('\n', at);
    else if (text[at] === '(') openings.push(at);
  }
  return openings[openings.length - 1 - Math.max(0, skip)] ?? from;
}
