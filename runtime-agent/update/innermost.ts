import type { FunctionModel } from '../../program-model/model/index.js';
import type { Version } from './versions.js';

/** The innermost function at an offset. */
export function innermost(
  version: Pick<Version, 'model'>,
  offset: number,
): FunctionModel | undefined {
  let found: FunctionModel | undefined;
  for (const fn of version.model.functions) {
    if (fn.start > offset) break;
    if (offset < fn.end) found = fn;
  }
  return found;
}
