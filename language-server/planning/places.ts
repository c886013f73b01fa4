import { LineStarts } from '../../program-model/line-starts.js';
import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, SourceModel } from '../../program-model/model/types.js';
import type { PlanPlace } from '../../protocol/plan.js';
import { functionLabel, gapLabel, pointLabels, type PointMatch } from '../inference/index.js';

/** Turns an offset of the module text into the author's 1-based line. */
export type LineOf = (offset: number) => number;

/** Lines of the module text itself. */
export function textLines(text: string): LineOf {
  const lines = new LineStarts(text);
  return (offset) => lines.lineAt(offset) + 1;
}

/** The place that a mapped point names, for a person and for overrides. */
export function placeOf(
  now: SourceModel,
  match: PointMatch,
  lineOf: LineOf,
): PlanPlace | undefined {
  const fn = now.functions[match.fn];
  if (fn === undefined || match.node === undefined || match.key === undefined) return undefined;
  return {
    function: functionLabel(fn),
    at: labelAt(now, fn, match),
    line: lineOf(match.node.start),
  };
}

function labelAt(now: SourceModel, fn: FunctionModel, match: PointMatch): string {
  const label = match.point && pointLabels(now.text, fn).get(match.point);
  if (label !== undefined) return label;
  const side = match.key?.startsWith('end@') === true ? 'end' : 'before';
  return gapLabel(now.text, side, match.node as Node);
}
