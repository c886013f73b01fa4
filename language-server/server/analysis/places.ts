import type { FullSourceModel, FunctionModel, Node } from '../../../program-model/model/index.js';
import type { PlanPlace } from '../../../protocol/plan.js';
import { functionLabel, gapLabel, pointLabels } from '../../inference/index.js';
import { isStatement } from '../../inference/syntax.js';
import type { Modelled } from './models.js';

/** How many places are offered for an activation to go on at. */
const OFFERED = 8;

/** The places of a function where an activation may be sent, the nearest to a line first. */
export function placesNear(now: Modelled, fn: FunctionModel, line: number): PlanPlace[] {
  const name = functionLabel(fn);
  const places: PlanPlace[] = [];
  const add = (at: string, offset: number): void => {
    if (!places.some((place) => place.at === at))
      places.push({ function: name, at, line: now.map.lineOf(offset) });
  };
  for (const [point, label] of pointLabels(now.text, fn)) {
    if (point.kind === 'loop') add(label, point.start);
  }
  for (const node of statementsOf(now.model, fn))
    add(gapLabel(now.text, 'before', node), node.start);
  const distance = (place: PlanPlace): number => Math.abs(place.line - line);
  return places.sort((a, b) => distance(a) - distance(b) || a.line - b.line).slice(0, OFFERED);
}

function statementsOf(model: FullSourceModel, fn: FunctionModel): readonly Node[] {
  const nodes = model.nodesOf(fn.index);
  return nodes.filter((node) => isStatement(node) && node.type !== 'BlockStatement');
}
