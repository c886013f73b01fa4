// Breakpoints in running programs: a few cases, or BOUND_CASES of each with their figures in BOUND_DOC.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../../bench/mapping/random.js';
import { casesOf, type BoundCase } from './bound-case.js';
import { runCase } from './bound-run.js';
import { BoundSession, type Project } from './bound-session.js';
import { executed } from './executed.js';
import { subjects } from './subjects.js';
import { percent, writePart } from './tally.js';
import { typedCases } from './typed-cases.js';

const root = join(import.meta.dirname, '../../..');
const isCampaign = process.env['BOUND_CASES'] !== undefined;
const CASES = Number(process.env['BOUND_CASES'] ?? 1);
const SEED = Number(process.env['BOUND_SEED'] ?? 1);
const doc = process.env['BOUND_DOC'];

interface Row {
  name: string;
  cases: number;
  refused: number;
  breakpoints: number;
  right: number;
  byLine: number;
  expected: number;
  hit: number;
}

const rows: Row[] = [];

/** Runs cases until so many have been judged; a program that was left in the middle of one is replaced. */
async function judge(
  name: string,
  project: Project,
  cases: Iterator<BoundCase>,
  most = CASES,
): Promise<string[]> {
  const row: Row = {
    ...{ name, cases: 0, refused: 0, breakpoints: 0, right: 0, byLine: 0, expected: 0, hit: 0 },
  };
  rows.push(row);
  const faults: string[] = [];
  let bound: BoundSession | undefined;
  for (let n = 0; row.cases < most; n += 1) {
    const { value: made } = cases.next() as { value: BoundCase };
    if (made.marked.length === 0) continue;
    bound ??= await BoundSession.start(project);
    const isRun = project.copied ? await runOf(bound, made) : () => true;
    if (!isRun || !made.marked.some(({ places }) => places.some(isRun))) continue;
    bound.write(made.file, made.old);
    await bound.launch();
    const verdict = await runCase(bound, made, n % 2 === 0, isRun);
    faults.push(...verdict.faults.map((fault) => `${made.file}: ${fault}`));
    if (verdict.isRefused) {
      row.refused += 1;
      await bound.close();
      bound = undefined;
      continue;
    }
    row.cases += 1;
    row.breakpoints += verdict.breakpoints;
    row.right += verdict.right;
    row.byLine += verdict.byLine;
    row.expected += verdict.expected;
    row.hit += verdict.hit;
  }
  await bound?.close();
  return faults;
}

/** What a plain run of the edited program comes by; `undefined` where it does not end. */
async function runOf(bound: BoundSession, made: BoundCase): ReturnType<typeof executed> {
  const { folder } = bound.session;
  bound.write(made.file, made.now);
  const isRun = await executed(folder, join(folder, made.file), made.statements);
  bound.write(made.file, made.old);
  return isRun;
}

/** The figures as a table. */
function table(list: readonly Row[]): string {
  const sum = (key: Exclude<keyof Row, 'name'>): number =>
    list.reduce((all, row) => all + row[key], 0);
  const { name: _, ...keys } = list[0] as Row;
  const whole = Object.fromEntries(
    Object.keys(keys).map((key) => [key, sum(key as Exclude<keyof Row, 'name'>)]),
  ) as Omit<Row, 'name'>;
  const line = ({ name, cases, refused, breakpoints, right, byLine, expected, hit }: Row): string =>
    `| ${name} | ${cases} | ${breakpoints} | ${percent(right, breakpoints)} | ${percent(byLine, breakpoints)} | ${expected} | ${percent(hit, expected)} | ${refused} |`;
  return `| program | edits | breakpoints | right | by line number | the program comes by | hit there | refused |
| --- | --- | --- | --- | --- | --- | --- | --- |
${[{ name: '**all**', ...whole }, ...list].map(line).join('\n')}
`;
}

describe('breakpoints in a running program that is edited', () => {
  it.each(isCampaign ? subjects : subjects.slice(-1))('$name', async ({ name, needs, driver }) => {
    const subject = subjects.find((item) => item.name === name);
    if (!subject) return;
    const cases = casesOf(subject, root, new Random(SEED));
    const project = { driver, extension: 'cjs', copied: { name, needs } } as const;
    expect(await judge(name, project, cases)).toEqual([]);
  });

  it('TypeScript', async () => {
    const driver = `export { work as default } from './lib/typed.ts';`;
    const project = { driver, extension: 'mjs' } as const;
    const cases = typedCases(new Random(SEED));
    expect(await judge('TypeScript', project, cases, isCampaign ? CASES : 2)).toEqual([]);
  });
});

afterAll(() => {
  if (doc !== undefined) writePart(doc, 'bound', table(rows));
});
