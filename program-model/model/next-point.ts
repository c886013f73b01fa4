import { isLoop } from './estree.js';
import type { FunctionModel, Point } from './types.js';

/**
 * Where an activation that runs at an offset comes to an update point: at the next statement, where
 * each one is a point; else at the end of its loop's turn; else further on.
 */
export function nextPoint({ points }: FunctionModel, offset: number): Point | undefined {
  const loop = points.findLast(
    ({ kind, node }) =>
      kind === 'loop' && isLoop(node) && node.start <= offset && offset < node.end,
  );
  const end = loop?.end ?? Infinity;
  const statement = points.find(
    ({ kind, start }) => kind === 'before' && offset <= start && start < end,
  );
  return statement ?? loop ?? points.find(({ kind, start }) => kind !== 'entry' && start >= offset);
}
