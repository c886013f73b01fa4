import type { Node } from './estree.js';
import type { SourceModel } from './types.js';

/**
 * Where the text of each function and class begins and ends, as `Function.prototype.toString` gives it
 * (ECMA-262 [[SourceText]]): start and end by turns, functions by their numbers, then classes in
 * source order.
 */
export function functionRanges(model: SourceModel, classes: readonly Node[]): number[] {
  const functions = model.functions.flatMap(({ start, end, head }) => [start - head, end]);
  return [...functions, ...classes.flatMap(({ start, end }) => [start, end])];
}
