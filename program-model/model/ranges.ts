import type { Node } from './estree.js';
import type { SourceModel } from './types.js';

/**
 * Where the text of each function and class begins and ends, as `Function.prototype.toString` gives it
 * (ECMA-262 [[SourceText]]): start and end by turns, functions by their numbers, then classes in
 * source order.
 */
export function functionRanges(model: SourceModel, classes: readonly Node[]): number[] {
  const functions = model.functions.map(({ node }) => node);
  return [...functions, ...classes].flatMap((node) => [startOf(node, model.text), node.end]);
}

/** A method's text begins at its modifiers and name, without `static`. */
function startOf(node: Node, text: string): number {
  const { parent } = node;
  const isMethod =
    (parent?.type === 'MethodDefinition' && parent.value === node) ||
    (parent?.type === 'Property' &&
      parent.value === node &&
      (parent.method || parent.kind !== 'init'));
  if (!isMethod) return node.start;
  if (parent.type !== 'MethodDefinition' || !parent.static) return parent.start;
  const [skipped = ''] =
    /^static(?:\s|\/\*[^]*?\*\/|\/\/.*)*/.exec(text.slice(parent.start, node.end)) ?? [];
  return parent.start + skipped.length;
}
