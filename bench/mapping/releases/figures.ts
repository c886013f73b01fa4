import { CONFIDENT } from '../score.js';
import type { Answer } from './answers.js';

interface Share {
  total: number;
  /** Mapped, with nothing asked. */
  mapped: number;
  confident: number;
}

export interface ChainFigures {
  package: string;
  from: string;
  to: string;
  updates: number;
  functions: Share;
  points: Share;
  locals: Share;
}

/** How much of the functions that a package's releases change is mapped without a question. */
export function countAnswers(
  name: string,
  versions: readonly string[],
  answers: readonly Answer[],
): ChainFigures {
  const share = (kind: Answer['kind']): Share => {
    const own = answers.filter((answer) => answer.kind === kind);
    const mapped = own.filter(({ isMapped }) => isMapped);
    const confident = mapped.filter(({ confidence }) => confidence >= CONFIDENT);
    return { total: own.length, mapped: mapped.length, confident: confident.length };
  };
  return {
    package: name,
    from: versions[0] ?? '',
    to: versions.at(-1) ?? '',
    updates: versions.length - 1,
    functions: share('function'),
    points: share('point'),
    locals: share('local'),
  };
}

export function figuresText(figures: readonly ChainFigures[]): string {
  const cell = ({ total, mapped, confident }: Share): string => {
    const percent = (n: number): string =>
      total === 0 ? '' : `${((100 * n) / total).toFixed(1)} %`;
    return `${mapped} of ${total} (${percent(mapped)}; sure ${percent(confident)})`;
  };
  const rows = figures.map((chain) => {
    const { package: name, from, to, updates, functions, points, locals } = chain;
    const cells = [functions, points, locals].map(cell);
    return `| ${[`${name} ${from} → ${to}`, updates, ...cells].join(' | ')} |`;
  });
  const head =
    '| releases | updates | functions | points | variables |\n| --- | --- | --- | --- | --- |';
  return [head, ...rows].join('\n');
}
