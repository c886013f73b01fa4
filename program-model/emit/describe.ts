import {
  entersByFrame,
  isLoop,
  LEXICAL,
  type ESTree,
  type FullSourceModel,
  type FunctionModel,
  type Node,
  type Point,
  type Variable,
} from '../model/index.js';
import { freeVariables, type Analysis, type FunctionInfo } from './analysis.js';
import { operandsToKeep } from './operands.js';

/** Describes a function apart from its variables. */
export function describeFunction(analysis: Analysis, fn: FunctionModel): FunctionInfo {
  const { model, names, markedBusy: busy } = analysis;
  const points = new Map<Node, Point[]>();
  for (const point of fn.points) {
    const list = points.get(point.node);
    if (list) list.push(point);
    else points.set(point.node, [point]);
    if (point.kind !== 'entry') markBusy(busy, point.node, fn.node);
  }
  const own = model.nodesOf(fn.index);
  let free: readonly Variable[] | undefined;
  const info: FunctionInfo = {
    fn,
    host: analysis.hosts.has(fn),
    active: fn.points.length > 1 || (!fn.obstacle && (fn.index === 0 || entersByFrame(fn))),
    points,
    operands: new Map(),
    iterators: new Map(),
    flags: new Map(),
    completions: new Map(),
    stashes: new Map(),
    functionValues: new Map(),
    hoisted: [],
    values: [],
    shared: [],
    get free() {
      return (free ??= freeVariables(analysis, fn));
    },
    ...lexicalUses(model, fn),
  };
  if (!info.active) return info;
  let counter = 0;
  for (const node of own) {
    if (!busy.has(node)) continue;
    for (const operand of operandsToKeep(node, busy, model.referenceOf, analysis.methods)) {
      if (!info.operands.has(operand))
        info.operands.set(operand, names.numbered('t', (counter += 1)));
    }
    if (isLoop(node)) {
      info.flags.set(node, names.numbered('f', (counter += 1)));
      if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
        info.iterators.set(node, names.numbered('i', (counter += 1)));
      }
    }
    if (node.type === 'TryStatement' && node.finalizer && needsCompletion(node, busy, fn)) {
      const n = (counter += 1);
      info.completions.set(node, {
        kind: names.numbered('k', n),
        value: names.numbered('v', n),
      });
    }
  }
  return info;
}

/** A `finally` with points of its own is turned into explicit completions; not in generators. */
const needsCompletion = (node: ESTree.TryStatement, busy: Set<Node>, fn: FunctionModel): boolean =>
  !fn.generator && (fn.async || (node.finalizer != null && busy.has(node.finalizer)));

function markBusy(busy: Set<Node>, node: Node, top: Node): void {
  for (let at: Node | null = node; at && at !== top && !busy.has(at); at = at.parent) busy.add(at);
}

function lexicalUses(
  model: FullSourceModel,
  fn: FunctionModel,
): Pick<FunctionInfo, 'usesThis' | 'usesArguments' | 'usesNewTarget' | 'usesSuper'> {
  const collect = (at: FunctionModel): number =>
    (model.nestedIn[at.index] ?? []).reduce(
      (uses, nested) => (nested.kind === 'arrow' ? uses | collect(nested) : uses),
      at.lexical,
    );
  const uses = collect(fn);
  return {
    usesThis: (uses & LEXICAL.this) !== 0,
    usesArguments: (uses & LEXICAL.arguments) !== 0,
    usesNewTarget: (uses & LEXICAL.newTarget) !== 0,
    usesSuper: (uses & LEXICAL.super) !== 0,
  };
}
