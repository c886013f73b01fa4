/** The runs of one update of one program. */
export interface UpdateRow {
  name: string;
  /** Update points that a run without update passes. */
  points: number;
  runs: number;
  applied: number;
  /** How many runs were refused, by what was said. */
  refused: Map<string, number>;
  /** Runs whose output no version allows, or that failed. */
  wrong: number;
  /** The most frames that were rebuilt at once. */
  frames: number;
}

/** The page docs/updates.md. */
export function describeUpdates(rows: readonly UpdateRow[]): string {
  const cells = rows.map((row) => {
    const refused = [...row.refused.values()].reduce((sum, count) => sum + count, 0);
    const { name, points, runs, applied, wrong, frames } = row;
    return `| ${[name, points, runs, applied, refused, wrong, frames].join(' | ')} |`;
  });
  const reasons = rows.flatMap(({ name, refused }) =>
    [...refused].map(([reason, count]) => `- ${name}, ${count} points: ${reason}`),
  );
  const sum = (pick: (row: UpdateRow) => number): number =>
    rows.reduce((total, row) => total + pick(row), 0);
  return [
    '# Every update at every update point',
    '',
    'Each program of the test-workspace is run once for every update point that it passes, and its update is',
    "committed there, in the middle of whatever the program does; the program's `check.mjs` says whether what it",
    'prints is something that the two versions allow. `npm run campaign:updates` takes every point; this page is',
    'made by `npm run campaign:updates -- --sample 60 --doc docs/updates.md`, with points evenly spread over each run.',
    '',
    '| update | update points | runs | applied | refused | wrong | deepest stack rebuilt |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...cells,
    '',
    `${sum(({ runs }) => runs)} runs, ${sum(({ wrong }) => wrong)} of them wrong.`,
    ...(reasons.length > 0 ? ['', 'Refused, and nothing changed:', '', ...reasons] : []),
    '',
  ].join('\n');
}
