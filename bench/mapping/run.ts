import { ASK_BELOW } from '../../language-server/planning/index.js';
import { byNameAndLine, byOrdinal } from './baselines.js';
import { CaseMaker, type Case } from './cases.js';
import { corpusFiles } from './corpus.js';
import { Random } from './random.js';
import { CONFIDENT, Score, scoreCase, type Tally } from './score.js';
import { inferredAcross, type Subject } from './subject.js';
import type { Truth } from './truth.js';
import type { SharedTruth } from './two-files.js';

export interface Figures {
  precision: number;
  recall: number;
}

export interface Figure {
  functions: Figures;
  positions: Figures;
  locals: Figures;
}

export interface Report extends Figure {
  cases: number;
  seed: number;
  confidentWrong: number;
  /** Share of answers at or above the threshold, and how many of those are right. */
  confident: { share: number; right: number };
  calibration: Bucket[];
  /** What is asked about, and how much of that has a counterpart which was found all the same. */
  asked: Asked;
  baselines: Record<string, Figure>;
  kinds: Record<string, Figure & { cases: number }>;
}

/** Answers whose confidence lies in a range, and how many of them are right. */
export interface Bucket {
  /** The least confidence; the next bucket's is above all in this one. */
  from: number;
  answers: number;
  right: number;
}

export interface Asked {
  answers: number;
  needless: number;
}

/** Questions that a person would have to answer, and those whose answer was known. */
export function askedOf(answers: Score['answers']): Asked {
  const asked = answers.filter(({ confidence }) => confidence < ASK_BELOW);
  return {
    answers: asked.length,
    needless: asked.filter(({ right, isOpen }) => right && !isOpen).length,
  };
}

/** Where buckets begin: the plan asks below 0.6, and counts as sure from 0.95 on. */
const BUCKETS = [0, ASK_BELOW, 0.7, 0.8, 0.9, CONFIDENT, 0.98, 0.99];

/** How often answers of each confidence are right. */
export function calibrationOf(answers: Score['answers']): Bucket[] {
  return BUCKETS.map((from, i) => {
    const to = BUCKETS[i + 1] ?? Infinity;
    const inside = answers.filter(({ confidence }) => confidence >= from && confidence < to);
    return { from, answers: inside.length, right: inside.filter(({ right }) => right).length };
  });
}

const rounded = (x: number): number => Math.round(x * 100_000) / 100_000;

const figures = (tally: Tally): Figures => ({
  precision: rounded(tally.precision),
  recall: rounded(tally.recall),
});

const figure = (score: Score): Figure => ({
  functions: figures(score.functions),
  positions: figures(score.positions),
  locals: figures(score.locals),
});

const BASELINES: Record<string, (truth: Truth) => Subject> = {
  nameLine: byNameAndLine,
  ordinal: byOrdinal,
};

export interface RunOptions {
  root: string;
  seed: number;
  cases: number;
  /** One kind of edit alone. */
  only?: string;
  onMistakes?: (text: string) => void;
}

function scoreOf(made: Case, subject: (shared: SharedTruth) => Subject): Score {
  const score = new Score();
  for (const shared of made.truths) score.add(scoreCase(shared.truth, subject(shared)));
  return score;
}

/** Makes cases, has them mapped by the inference and by the baselines, and compares with the truth. */
export function runBenchmark(options: RunOptions): Report {
  const maker = new CaseMaker(corpusFiles(options.root), new Random(options.seed), options.only);
  const all = new Score();
  const baselines = new Map(Object.keys(BASELINES).map((name) => [name, new Score()]));
  const kinds = new Map<string, { score: Score; cases: number }>();
  for (let i = 0; i < options.cases; i++) {
    const made = maker.next();
    const score = scoreOf(made, inferredAcross(made.files));
    all.add(score);
    const kind = made.edits.length > 1 ? 'several' : (made.edits[0] as string);
    const entry = kinds.get(kind) ?? { score: new Score(), cases: 0 };
    entry.score.add(score);
    entry.cases++;
    kinds.set(kind, entry);
    for (const [name, subject] of Object.entries(BASELINES)) {
      baselines.get(name)?.add(scoreOf(made, ({ truth }) => subject(truth)));
    }
    if (options.onMistakes && score.mistakes.length > 0) {
      const lines = score.mistakes.map(
        (m) => `    ${m.confidence.toFixed(2)} ${m.what}: ${m.detail}`,
      );
      options.onMistakes(`${i} ${made.edits.join(' ')} ${made.file}\n${lines.join('\n')}`);
    }
  }
  const confident = all.answers.filter((answer) => answer.confidence >= CONFIDENT);
  return {
    cases: options.cases,
    seed: options.seed,
    ...figure(all),
    confidentWrong: confident.filter((answer) => !answer.right).length,
    confident: {
      share: rounded(confident.length / Math.max(1, all.answers.length)),
      right: rounded(confident.filter((a) => a.right).length / Math.max(1, confident.length)),
    },
    calibration: calibrationOf(all.answers),
    asked: askedOf(all.answers),
    baselines: Object.fromEntries([...baselines].map(([name, score]) => [name, figure(score)])),
    kinds: Object.fromEntries(
      [...kinds].sort().map(([kind, { score, cases }]) => [kind, { cases, ...figure(score) }]),
    ),
  };
}
