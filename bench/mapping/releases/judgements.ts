import type { Answer } from './answers.js';

/** What a person found who has read both releases. */
export interface Judgement {
  package: string;
  from: string;
  to: string;
  file: string;
  kind: Answer['kind'];
  function: string;
  name: string;
  /** What corresponds. */
  now: string;
  /** Why, where it is not plain: the answer was wrong, or one may argue about it. */
  reason?: string;
}

/** The judgements that the inference does not meet now, a line for each. */
export function checkJudgements(
  judged: readonly Judgement[],
  answers: readonly (Answer & { package: string; from: string; to: string })[],
): string[] {
  const key = (item: Omit<Judgement, 'now'>): string =>
    [item.package, item.from, item.to, item.file, item.kind, item.function, item.name].join('\n');
  const known = new Map(answers.map((answer) => [key(answer), answer.now]));
  return judged.flatMap((item) => {
    const now = known.get(key(item));
    if (now === item.now) return [];
    const { package: name, from, to, file, function: fn, name: what } = item;
    const place = `${name} ${from} → ${to} ${file} ${fn} ${what}`;
    return [`${place}: “${now ?? 'nothing is said'}” where “${item.now}” is right`];
  });
}
