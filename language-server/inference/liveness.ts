import type { Node } from '../../program-model/model/estree.js';
import { isLoop } from './syntax.js';
import type { Variable } from '../../program-model/model/types.js';
import type { PointMatch } from './types.js';

export type Need = 'declared-later' | 'not-read' | 'needed';

/** Whether an activation that goes on at a place needs a value for a variable. */
export function needAt(variable: Variable, at: PointMatch): Need {
  const { node, key } = at;
  if (node === undefined || key === undefined) return 'needed';
  const offset = resumeOffset(node, key);
  if (isDeclaredBehind(variable, offset) || isElsewhere(variable, offset)) return 'declared-later';
  if (variable.captured) return 'needed';
  const loops = loopsAround(node, variable);
  const isRead = variable.declaration.references.some((reference) => {
    if (!reference.isRead()) return false;
    const { start } = reference.identifier as Node;
    return start >= offset || loops.some((loop) => start >= loop.start && start < loop.end);
  });
  return isRead ? 'needed' : 'not-read';
}

/** Everything in front of this offset has been evaluated. */
function resumeOffset(node: Node, key: string): number {
  const kind = key.slice(0, key.indexOf('@'));
  if (kind === 'before' || kind === 'entry' || kind === 'loop' || kind === 'catch') {
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
