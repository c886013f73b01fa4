import type { FunctionModel, Node, Point } from '../../program-model/model/index.js';
import {
  inferAcross,
  inferCorrespondence,
  type Correspondence,
} from '../../language-server/inference/index.js';
import type { Truth } from './truth.js';
import type { CaseFile, SharedTruth } from './two-files.js';

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

export const inferred = ({ old, now }: Truth): Subject => subjectOf(inferCorrespondence(old, now));

/** What the inference over several files says of the code that two of the texts share. */
export function inferredAcross(files: readonly CaseFile[]): (shared: SharedTruth) => Subject {
  const name = (index: number): string => `/file${index}.js`;
  const program = inferAcross(files.map((file, index) => ({ id: name(index), ...file })));
  return ({ truth }) => {
    const found = [...program.files, ...program.moved].find(
      ({ correspondence: c }) => c.old === truth.old && c.now === truth.now,
    );
    return found ? subjectOf(found.correspondence) : NOTHING;
  };
}

/** Says that nothing corresponds. */
const NOTHING: Subject = {
  functionFor: () => undefined,
  point: () => ({ fn: -1, node: undefined, how: 'lost', confidence: 0 }),
  variables: () => [],
};

function subjectOf(c: Correspondence): Subject {
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
