import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, Variable } from '../../program-model/model/types.js';
import { isStatement } from './syntax.js';

const SNIPPET = 60;

const snippet = (text: string, node: Node): string => {
  const code = text.slice(node.start, Math.min(node.end, node.start + 4 * SNIPPET));
  const flat = code.replace(/\s+/g, ' ');
  return flat.length > SNIPPET ? `${flat.slice(0, SNIPPET)}…` : flat;
};

/** A function's path; the module top, which has none, gets a name. */
export const functionLabel = (fn: FunctionModel): string => (fn.index === 0 ? '(module)' : fn.path);

function numbered<T>(items: readonly T[], stem: (item: T) => string): Map<T, string> {
  const seen = new Map<string, number>();
  const labels = new Map<T, string>();
  for (const item of items) {
    const label = stem(item);
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    labels.set(item, count === 1 ? label : `${label} #${count}`);
  }
  return labels;
}

/** Names for a function's points that outlive edits elsewhere: kind and code, numbered if equal. */
export function pointLabels(text: string, fn: FunctionModel): Map<Point, string> {
  return numbered(fn.points, (point) =>
    point.kind === 'entry' ? 'entry' : `${point.kind} ${snippet(text, point.node)}`,
  );
}

/** Names for a function's variables: the name, numbered where several have it. */
export function variableLabels(fn: FunctionModel): Map<Variable, string> {
  return numbered(fn.variables, (variable) => variable.name);
}

/** The name of a place between statements. */
export function gapLabel(text: string, side: 'before' | 'end', node: Node): string {
  return side === 'before' || isStatement(node) ? `${side} ${snippet(text, node)}` : side;
}
