import type { FunctionModel, Node } from '../../../program-model/model/index.js';
import type { PlaceTarget, StatementPair } from '../../../protocol/lsp/index.js';
import { gapLabel, pointLabels, type Correspondence } from '../../inference/index.js';
import { isStatement } from '../../inference/syntax.js';
import type { Sides } from './functions.js';
import type { Modelled } from './models.js';

/** The statements of a function that have a counterpart in another; each block for its contents. */
export function statementPairs(
  c: Correspondence,
  fn: FunctionModel,
  target: FunctionModel,
  { old, now }: Sides,
): StatementPair[] {
  const pairs: { at: number; pair: StatementPair }[] = [];
  for (const [from, to] of c.nodeMap(fn.index)) {
    if (from === fn.node || !isShown(from, fn) || to.start < target.start || to.end > target.end)
      continue;
    const before = squeezed(old.text.slice(from.start, from.end));
    pairs.push({
      at: from.start,
      pair: {
        old: old.map.whole(from.start, from.end),
        now: now.map.whole(to.start, to.end),
        isSame: before === squeezed(now.text.slice(to.start, to.end)),
      },
    });
  }
  return pairs.sort((a, b) => a.at - b.at).map(({ pair }) => pair);
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

/** Statements, and the expression that an arrow function consists of. */
function isShown(node: Node, fn: FunctionModel): boolean {
  if (isStatement(node)) return node.type !== 'BlockStatement';
  return 'body' in fn.node && fn.node.body === node;
}

/** Of places that begin at the same offset. */
const ORDER: readonly PlaceTarget['kind'][] = ['before', 'point', 'end'];

/** All places of a function where an activation can be sent, in source order. */
export function targetsIn(fn: FunctionModel, { text, model, map }: Modelled): PlaceTarget[] {
  const targets = new Map<string, PlaceTarget & { offset: number }>();
  const add = (kind: PlaceTarget['kind'], at: string, node: Node): void => {
    if (targets.has(at)) return;
    const start = kind === 'end' ? node.end - 1 : node.start;
    targets.set(at, { at, kind, range: map.range(start, node.end), offset: start });
  };
  for (const [point, label] of pointLabels(text, fn)) {
    if (point.kind !== 'entry') add('point', label, point.node);
  }
  for (const node of model.nodesOf(fn.index)) {
    if (!isStatement(node)) continue;
    if (node.type === 'BlockStatement') add('end', gapLabel(text, 'end', node), node);
    else add('before', gapLabel(text, 'before', node), node);
  }
  return [...targets.values()]
    .sort((a, b) => a.offset - b.offset || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map(({ at, kind, range }) => ({ at, kind, range }));
}
