import type { FunctionModel, Variable } from '../../program-model/model/index.js';
import type { Subject, VariableAnswer } from './subject.js';
import { pointTruth, type Truth } from './truth.js';

export const CONFIDENT = 0.95;

/** Right answers, answers given, answers there were to give. */
export class Tally {
  right = 0;
  given = 0;
  total = 0;

  add(other: Tally): void {
    this.right += other.right;
    this.given += other.given;
    this.total += other.total;
  }

  get precision(): number {
    return this.given === 0 ? 1 : this.right / this.given;
  }

  get recall(): number {
    return this.total === 0 ? 1 : this.right / this.total;
  }
}

export interface Mistake {
  what: 'function' | 'position' | 'local';
  detail: string;
  confidence: number;
}

export interface GivenAnswer {
  what: Mistake['what'];
  confidence: number;
  right: boolean;
  /** There is no counterpart: the code or the function is gone, or the variable is new. */
  isOpen: boolean;
}

export class Score {
  readonly functions = new Tally();
  readonly positions = new Tally();
  readonly locals = new Tally();
  readonly mistakes: Mistake[] = [];
  /** Confidence and outcome of every answer. */
  readonly answers: GivenAnswer[] = [];

  add(other: Score): void {
    this.functions.add(other.functions);
    this.positions.add(other.positions);
    this.locals.add(other.locals);
    this.mistakes.push(...other.mistakes);
    this.answers.push(...other.answers);
  }

  count(tally: Tally, what: Mistake['what'], outcome: Outcome): void {
    tally.total += outcome.expected ? 1 : 0;
    tally.given += outcome.given ? 1 : 0;
    tally.right += outcome.right ? 1 : 0;
    const { confidence, right, isOpen } = outcome;
    if (outcome.given) this.answers.push({ what, confidence, right, isOpen });
    if (!outcome.right && (outcome.given || outcome.expected)) {
      this.mistakes.push({
        what,
        detail: outcome.detail(),
        confidence: outcome.given ? confidence : 0,
      });
    }
  }
}

interface Outcome {
  expected: boolean;
  given: boolean;
  right: boolean;
  confidence: number;
  isOpen: boolean;
  detail: () => string;
}

/** Compares a subject's answers with the truth, over the functions that were edited. */
export function scoreCase(truth: Truth, subject: Subject): Score {
  const score = new Score();
  scoreFunctions(truth, subject, score);
  for (const index of truth.affected) {
    const fn = truth.old.functions[index] as FunctionModel;
    scorePoints(truth, subject, score, fn);
  }
  scoreLocals(truth, subject, score);
  return score;
}

const snippet = (text: string, start: number): string =>
  text.slice(start, start + 60).replace(/\s+/g, ' ');

function scoreFunctions(truth: Truth, subject: Subject, score: Score): void {
  for (const fn of truth.old.functions) {
    if (fn.index === 0) continue;
    const answer = subject.functionFor(fn.index);
    const expected = truth.functions.get(fn.index);
    const right = answer?.now === expected;
    if (!truth.affected.has(fn.index) && right) continue; // nothing to find out
    score.count(score.functions, 'function', {
      expected: expected !== undefined,
      given: answer !== undefined,
      right: right && expected !== undefined,
      confidence: answer?.confidence ?? 0,
      isOpen: expected === undefined,
      detail: () => {
        const path = (i: number | undefined): string =>
          truth.now.functions[i ?? -1]?.path ?? 'none';
        return `${fn.path} → ${path(answer?.now)}, should be ${path(expected)}`;
      },
    });
  }
}

function scorePoints(truth: Truth, subject: Subject, score: Score, fn: FunctionModel): void {
  for (const point of fn.points) {
    const expected = pointTruth(truth, fn, point);
    if (expected === undefined) continue;
    const answer = subject.point(fn, point);
    let right: boolean;
    switch (expected.kind) {
      case 'at':
        right =
          answer.how === 'place' && answer.fn === expected.fn && answer.node === expected.node;
        break;
      case 'gone':
        right =
          answer.how === 'guess' && answer.node !== undefined && expected.places.has(answer.node);
        break;
      case 'same':
        right =
          answer.how === 'place' && answer.node !== undefined && expected.places.has(answer.node);
        break;
      case 'lost':
        right = answer.how === 'lost';
    }
    score.count(score.positions, 'position', {
      expected: true,
      given: answer.how !== 'lost' || right,
      right,
      confidence: answer.confidence,
      isOpen: expected.kind === 'gone' || expected.kind === 'lost',
      detail: () => {
        const there = answer.node ? snippet(truth.now.text, answer.node.start) : '';
        const should =
          expected.kind === 'at'
            ? snippet(truth.now.text, expected.node.start)
            : expected.kind !== 'lost'
              ? `${expected.kind}, before/end ${[...expected.places]
                  .slice(0, 1)
                  .map((n) => snippet(truth.now.text, n.start))
                  .join()}`
              : 'lost';
        return `${fn.path} ${point.key} ${snippet(truth.old.text, point.start)} → ${answer.how} ${there} | should be ${should}`;
      },
    });
  }
}

function scoreLocals(truth: Truth, subject: Subject, score: Score): void {
  const now = truth.now.functions;
  const done = new Set<number>();
  for (const index of truth.affected) {
    const to = truth.functions.get(index);
    if (to === undefined) continue;
    done.add(to);
    scoreVariables(truth, subject, score, index, to);
  }
  // A function taken out of another one gets its variables from there.
  for (const fn of now) {
    if (fn.index === 0 || done.has(fn.index) || [...truth.functions.values()].includes(fn.index))
      continue;
    const donors = new Map<number, number>();
    for (const variable of fn.variables) {
      const source = truth.variables.get(variable);
      if (!source) continue;
      const owner = truth.old.functions.find((f) => f.variables.includes(source));
      if (owner) donors.set(owner.index, (donors.get(owner.index) ?? 0) + 1);
    }
    if (donors.size === 1) {
      scoreVariables(truth, subject, score, [...donors.keys()][0] as number, fn.index);
    }
  }
}

function scoreVariables(
  truth: Truth,
  subject: Subject,
  score: Score,
  from: number,
  to: number,
): void {
  const answers = new Map(subject.variables(from, to).map((answer) => [answer.now, answer]));
  const owned = new Set(truth.old.functions[from]?.variables);
  for (const variable of truth.now.functions[to]?.variables ?? []) {
    const source = truth.variables.get(variable);
    if (source !== undefined && !owned.has(source)) continue; // of another function
    const isRead = variable.declaration.references.some((reference) => reference.isRead());
    const wanted = isRead ? truth.expected[variable.name] : undefined;
    const answer = answers.get(variable.key);
    const right = isRight(answer, source, wanted);
    score.count(score.locals, 'local', {
      expected: true,
      given: answer !== undefined && (answer.from !== 'question' || right),
      right,
      confidence: answer?.confidence ?? 0,
      isOpen: source === undefined,
      detail: () => {
        const said =
          answer === undefined
            ? 'none'
            : typeof answer.from === 'string'
              ? answer.from
              : answer.from.old;
        return `${variable.key} ← ${said}, should be ${source?.key ?? wanted ?? 'new'}`;
      },
    });
  }
}

function isRight(
  answer: VariableAnswer | undefined,
  source: Variable | undefined,
  wanted: string | undefined,
): boolean {
  if (answer === undefined) return false;
  if (source !== undefined)
    return typeof answer.from === 'object' && answer.from.old === source.key;
  if (typeof answer.from === 'object') return false;
  return wanted === undefined || answer.from === wanted;
}
