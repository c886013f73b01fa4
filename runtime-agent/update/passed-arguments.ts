import { isFunctionNode } from '../../program-model/model/index.js';
import type { Route } from './route.js';

/**
 * Whether the newest code of a function can be given just what the outdated one has got: what that passes on has no defaults in it that were not
 * evaluated, and nobody notices whether a last `undefined` was written down.
 */
export function passesOn({ from, oldFn, to, fn }: Route): boolean {
  const before = from.model.functions[oldFn]?.node;
  const info = to.analysis.info(fn);
  if (!before || !info || info.fn.obstacle || !isFunctionNode(before)) return false;
  const { node } = info.fn;
  if (before.params.some(({ type }) => type === 'AssignmentPattern')) return false;
  if (!isFunctionNode(node) || node.params.some(({ type }) => type === 'RestElement')) return false;
  return info.fn.kind === 'arrow' || !info.usesArguments;
}
