import type { Node } from '../model/index.js';
import type { Out } from './text.js';

/** A sequence stands in parentheses that are not part of its node. */
export const enclose = (node: Node, out: Out): Out =>
  node.type === 'SequenceExpression' ? ['(', out, ')'] : out;
