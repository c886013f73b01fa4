import type { FunctionModel, Node, Point } from '../../program-model/model/index.js';
import { inferCorrespondence } from '../../language-server/inference/index.js';
import type { Truth } from './truth.js';

export interface PointAnswer {
  fn: number;
  node: Node | undefined;
  how: 'place' | 'guess' | 'lost';
  confidence: number;
}

export interface VariableAnswer {
  /** `name@offset` of the new variable. */
  now: string;
  /** `name@offset` of the old variable, or what else is said. */
  from: { old: string } | 'initialiser' | 'question';
  confidence: number;
}

/** Something that maps an old version to a new one. */
export interface Subject {
  functionFor(old: number): { now: number; confidence: number } | undefined;
  point(fn: FunctionModel, point: Point): PointAnswer;
  variables(old: number, now: number): VariableAnswer[];
}

export function inferred({ old, now }: Truth): Subject {
  const c = inferCorrespondence(old, now);
  return {
    functionFor(index) {
      const match = c.functionFor(index);
      return match?.now === undefined
        ? undefined
        : { now: match.now, confidence: match.confidence };
    },
    point(fn, point) {
      const match = c.mapPoint(fn.index, point);
      const how = match.how === 'guess' || match.how === 'lost' ? match.how : 'place';
      return { fn: match.fn, node: match.node, how, confidence: match.confidence };
    },
    variables: (from, to) =>
      c.mapVariables(from, to).map(({ now: key, from: source, confidence }) => ({
        now: key,
        from:
          source.kind === 'kept'
            ? { old: source.old }
            : source.kind === 'question'
              ? 'question'
              : 'initialiser',
        confidence,
      })),
  };
}
