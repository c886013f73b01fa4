import type { FunctionModel, Point } from '../../../program-model/model/index.js';
import type { ActiveStatement } from '../../../protocol/baseline.js';
import type { CodeSpan, ReviewFunction, ReviewPlace } from '../../../protocol/lsp/index.js';
import type { ModulePlan, PlanPlace } from '../../../protocol/plan.js';
import {
  functionLabel,
  inferCorrespondence,
  pointLabels,
  type Correspondence,
  type PointMatch,
} from '../../inference/index.js';
import { ASK_BELOW, placeOf } from '../../planning/index.js';
import { extentOf, findActive, landingOf, type ActiveAt } from './active.js';
import type { Sides } from './functions.js';
import type { Modelled } from './models.js';
import { statementPairs, targetsIn } from './review-code.js';
import { reviewVariables } from './review-variables.js';
import type { ReviewParts } from './types.js';

export interface ReviewInput {
  statements: readonly ActiveStatement[];
  sides: Sides;
  /** With the decisions. */
  c: Correspondence;
  plan: ModulePlan;
}

/** Shows the activations of a module that changes. */
export function reviewOf({ statements, sides, c, plan }: ReviewInput): ReviewParts {
  return new Reviewer(sides, c, plan).review(statements);
}

/** The same of one whose text has not changed. */
export function unchangedReview(statements: readonly ActiveStatement[], sides: Sides): ReviewParts {
  const c = inferCorrespondence(sides.old.model, sides.now.model);
  return new Reviewer(sides, c, undefined).review(statements);
}

class Reviewer {
  readonly #functions: ReviewFunction[] = [];
  /** By old and new index. */
  readonly #known = new Map<string, number>();
  readonly #labels = new Map<FunctionModel, Map<Point, string>>();
  readonly #entries: Map<string, ModulePlan['functions'][number]>;
  readonly #listed: Set<string>;

  constructor(
    readonly sides: Sides,
    readonly c: Correspondence,
    readonly plan: ModulePlan | undefined,
  ) {
    const functions = plan?.functions ?? [];
    this.#entries = new Map(functions.flatMap((entry) => (entry.old ? [[entry.old, entry]] : [])));
    this.#listed = new Set(plan?.variables.map((entry) => `${entry.function} ${entry.name}`));
  }

  review(statements: readonly ActiveStatement[]): ReviewParts {
    const places = statements.map((statement) => {
      const [at] = findActive(this.sides.old.model, [statement]);
      return at ? this.#place(at) : null;
    });
    return { functions: this.#functions, places };
  }

  #place(at: ActiveAt): ReviewPlace {
    const { old, now } = this.sides;
    const { statement, fn, point } = at;
    const match = point && this.c.mapPoint(fn.index, point);
    const partner = this.c.functionFor(fn.index);
    const isChanged = partner?.changed !== false;
    const target = now.model.functions[match?.fn ?? -1] ?? now.model.functions[partner?.now ?? -1];
    const { start, end } = extentOf(at);
    const { state, isLeaf, thread, count } = statement;
    return {
      fn: this.#function(fn, target, isChanged),
      old: old.map.range(start, end),
      state,
      isLeaf,
      thread,
      count,
      from: this.plan && point ? this.#from(fn, point) : null,
      now: match ? landingOf(match, now) : null,
      to: (match && placeOf(now.model, match, now.map.lineOf)) ?? null,
      ...judged(match, isChanged),
      ...reviewVariables({ at, match, target, c: this.c, sides: this.sides, listed: this.#listed }),
    };
  }

  #from(fn: FunctionModel, point: Point): PlanPlace {
    const { text, map } = this.sides.old;
    let labels = this.#labels.get(fn);
    if (!labels) this.#labels.set(fn, (labels = pointLabels(text, fn)));
    const at = labels.get(point) ?? point.kind;
    return { function: functionLabel(fn), at, line: map.lineOf(point.node.start) };
  }

  #function(fn: FunctionModel, target: FunctionModel | undefined, isChanged: boolean): number {
    const key = `${fn.index} ${target?.index ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { old, now } = this.sides;
    const added = this.#functions.push({
      old: spanOf(fn, old),
      now: target ? spanOf(target, now) : null,
      isChanged,
      entry: this.#entries.get(functionLabel(fn)) ?? null,
      pairs: target ? statementPairs(this.c, fn, target, this.sides) : [],
      targets: target && this.plan ? targetsIn(target, now) : [],
      canRestart: target !== undefined && fn.index !== 0 && fn.kind !== 'constructor',
    });
    this.#known.set(key, added - 1);
    return added - 1;
  }
}

function judged(
  match: PointMatch | undefined,
  isChanged: boolean,
): Pick<ReviewPlace, 'how' | 'asks' | 'confidence' | 'reason'> {
  if (!isChanged) return { how: 'unchanged', asks: false, confidence: 1, reason: 'the same code' };
  if (!match) return { how: 'unknown', asks: false, confidence: 0, reason: 'between two places' };
  const { how, confidence, reason, end } = match;
  const asks = end === undefined && (how === 'lost' || confidence < ASK_BELOW);
  return { how, asks, confidence, reason };
}

/** The whole lines that a function is on; all of the text for the module top. */
function spanOf(fn: FunctionModel, { map }: Modelled): CodeSpan {
  const { lines } = map;
  const label = functionLabel(fn);
  if (fn.index === 0) return { function: label, line: 1, text: lines.text };
  const first = map.position(fn.start).line;
  const last = Math.max(first, map.position(Math.max(fn.start, fn.end - 1)).line);
  let text = '';
  for (let line = first; line <= last; line++) text += lines.lineText(line);
  return { function: label, line: first + 1, text: text.replace(/\r?\n$/, '') };
}
