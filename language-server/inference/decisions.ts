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
    const choice = this.choiceAt(fn, point);
    return choice && this.carryOut(choice, now);
  }

  /** What was decided for the activations at a point. */
  private choiceAt(fn: FunctionModel, point: Point): FrameDecision | undefined {
    const { points, ranges } = this.overrides;
    const path = functionLabel(fn);
    const choices = points?.[path];
    const label = choices && pointLabels(this.old.text, fn).get(point);
    const own = label === undefined ? undefined : choices?.[label];
    if (own !== undefined) return own;
    return ranges?.find(
      (range) => range.function === path && this.covers(fn, range.within, point.node),
    )?.choice;
  }

  private covers(fn: FunctionModel, beginning: string, node: Node): boolean {
    const within = findStatement(this.old, fn, beginning);
    return within !== undefined && within.start <= node.start && node.end <= within.end;
  }

  /** Values that were given, for all frames of a function or for those that go on at a place. */
  variables(now: FunctionModel, inferred: VariableMatch[], at?: PointMatch): VariableMatch[] {
    const values = { ...this.overrides.variables?.[functionLabel(now)], ...at?.values };
    if (Object.keys(values).length === 0) return inferred;
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
        return now && entry && decidedAt(now, entry.key, entry.node, entry, choice.variables);
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
    const place = fn && findPlace(this.now, fn, choice.at);
    if (!fn || !place) return undefined;
    return decidedAt(fn, place.key, place.node, place.point, choice.variables);
  }
}

/** A place where an activation can go on, by the name that a plan has for it. */
export interface NamedPlace {
  key: string;
  node: Node;
  point?: Point;
}

/**
 * Finds a point of a function, or a place between its statements, by its label; the beginning of a
 * label is enough where only one label begins like this.
 */
export function findPlace(
  model: SourceModel,
  fn: FunctionModel,
  label: string,
): NamedPlace | undefined {
  const places: [string, NamedPlace][] = [];
  for (const [point, name] of pointLabels(model.text, fn)) {
    places.push([name, { key: point.key, node: point.node, point }]);
  }
  for (const [node, side] of gaps(model, fn)) {
    places.push([gapLabel(model.text, side, node), { key: `${side}@${node.start}`, node }]);
  }
  const exact = places.find(([name]) => name === label);
  if (exact) return exact[1];
  const wanted = squeezed(label);
  const [only, second] = places.filter(([name]) => squeezed(name).startsWith(wanted));
  return second === undefined ? only?.[1] : undefined;
}

/** The outermost statement of a function whose text begins like this, white space apart. */
export function findStatement(
  model: SourceModel,
  fn: FunctionModel,
  beginning: string,
): Node | undefined {
  const wanted = squeezed(beginning);
  const found = [...gaps(model, fn)].flatMap(([node]) =>
    squeezed(model.text.slice(node.start, node.end)).startsWith(wanted) ? [node] : [],
  );
  return found.sort((a, b) => a.start - b.start || b.end - a.end)[0];
}

const squeezed = (text: string): string => text.replace(/[\s;]+/g, '');

function decidedAt(
  fn: FunctionModel,
  key: string,
  node: Node,
  point?: Point,
  values?: Readonly<Record<string, string>>,
): PointMatch {
  return {
    fn: fn.index,
    key,
    node,
    ...(point && { point }),
    ...(values && { values }),
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
