import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, SourceModel } from '../../program-model/model/types.js';
import { functionLabel, gapLabel, pointLabels, variableLabels } from './labels.js';
import { lost } from './points.js';
import { eachChild, isStatement } from './syntax.js';
import type { CorrespondenceOverrides, FrameDecision, PointMatch, VariableMatch } from './types.js';

const REASON = 'decided by the developer';

/** Applies the developer's decisions in place of what would be inferred. */
export class Decisions {
  constructor(
    private readonly old: SourceModel,
    private readonly now: SourceModel,
    private readonly overrides: CorrespondenceOverrides,
  ) {}

  /** The decided outcome for a point; undefined where nothing (that still exists) was decided. */
  point(fn: FunctionModel, point: Point, now: FunctionModel | undefined): PointMatch | undefined {
    const choices = this.overrides.points?.[functionLabel(fn)];
    if (choices === undefined) return undefined;
    const label = pointLabels(this.old.text, fn).get(point);
    const choice = label === undefined ? undefined : choices[label];
    return choice && this.carryOut(choice, now);
  }

  variables(now: FunctionModel, inferred: VariableMatch[]): VariableMatch[] {
    const values = this.overrides.variables?.[functionLabel(now)];
    if (values === undefined) return inferred;
    const labels = new Map([...variableLabels(now)].map(([v, label]) => [v.key, label]));
    return inferred.map((match) => {
      const text = values[labels.get(match.now) ?? ''];
      if (text === undefined) return match;
      return { ...match, from: { kind: 'expression', text }, confidence: 1, reason: REASON };
    });
  }

  private carryOut(choice: FrameDecision, now: FunctionModel | undefined): PointMatch | undefined {
    switch (choice.do) {
      case 'restart': {
        const entry = now?.points.find((point) => point.kind === 'entry');
        return now && entry && decidedAt(now, entry.key, entry.node, entry);
      }
      case 'resume':
        return this.resumeAt(choice);
      case 'return':
      case 'throw':
      case 'finish-old':
        return { ...lost(REASON), fn: now?.index ?? -1, end: choice };
    }
  }

  private resumeAt(choice: Extract<FrameDecision, { do: 'resume' }>): PointMatch | undefined {
    const fn = this.now.functions.find((candidate) => functionLabel(candidate) === choice.function);
    if (fn === undefined) return undefined;
    for (const [point, label] of pointLabels(this.now.text, fn)) {
      if (label === choice.at) return decidedAt(fn, point.key, point.node, point);
    }
    for (const [node, side] of gaps(this.now, fn)) {
      if (gapLabel(this.now.text, side, node) !== choice.at) continue;
      return decidedAt(fn, `${side}@${node.start}`, node);
    }
    return undefined;
  }
}

function decidedAt(fn: FunctionModel, key: string, node: Node, point?: Point): PointMatch {
  return {
    fn: fn.index,
    key,
    node,
    ...(point && { point }),
    how: 'exact',
    confidence: 1,
    reason: REASON,
  };
}

/** Every place between statements of a function. */
function* gaps(model: SourceModel, fn: FunctionModel): Generator<[Node, 'before' | 'end']> {
  const open: Node[] = [fn.node];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node !== fn.node && model.functionOf.has(node)) continue;
    if (node !== fn.node && isStatement(node)) {
      yield [node, 'before'];
      if (node.type === 'BlockStatement') yield [node, 'end'];
    }
    eachChild(node, (child) => open.push(child));
  }
}
