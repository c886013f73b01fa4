import { parseArgs } from 'node:util';
import { writeFigures } from './document.js';
import { goalText, keepsGoal, type Figure } from './figure.js';
import { makePlace } from './measure/place.js';
import type { Bench, Row } from './row.js';
import { rows } from './rows/index.js';
import { plainLine } from './tables.js';

const help = `npm run bench [-- [--json | --doc] [--only REGEX] [--pairs N] [--list]]
  --only REGEX  the figures whose name matches
  --pairs N     interleaved pairs of runs for each ratio (5)
  --doc         also writes them into docs/performance.md
  --list        only names them`;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    doc: { type: 'boolean', default: false },
    only: { type: 'string' },
    pairs: { type: 'string', default: '5' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Measures one row; a figure that was wanted and not given, as after a failure, is `NaN`. */
async function measureRow(row: Row, bench: Bench): Promise<Figure[]> {
  let found: Figure[] = [];
  try {
    found = await row.measure(bench);
  } catch (error) {
    bench.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const missing = row.names.filter(
    (name) => bench.wanted(name) && !found.some((figure) => figure.name === name),
  );
  return [...found, ...missing.map((name) => ({ name, unit: '', value: NaN, goal: null }))];
}

async function main(): Promise<void> {
  if (flags.help) return console.log(help);
  const only = flags.only === undefined ? undefined : new RegExp(flags.only, 'i');
  const wanted = (name: string): boolean => only?.test(name) ?? true;
  const chosen = rows.filter((row) => row.names.some(wanted));
  if (flags.list) {
    for (const row of chosen) for (const name of row.names.filter(wanted)) console.log(name);
    return;
  }
  const log = (line: string): void => console.error(line);
  const bench: Bench = { wanted, log, place: makePlace(log), pairs: Number(flags.pairs) };
  const figures: Figure[] = [];
  try {
    for (const row of chosen) {
      for (const figure of await measureRow(row, bench)) {
        figures.push(figure);
        if (!flags.json) console.log(plainLine(figure));
      }
    }
  } finally {
    bench.place.remove();
  }
  if (flags.doc) writeFigures('docs/performance.md', figures, bench.pairs);
  if (flags.json) console.log(JSON.stringify(figures.map(asJson), null, 2));
  if (!figures.every(keepsGoal)) process.exitCode = 1;
}

/** The documented shape, plus the spread. JSON has no `NaN`: a failed figure's value is `null`. */
function asJson(figure: Figure): object {
  const { name, unit, value, goal, spread } = figure;
  const number = Number.isNaN(value) ? null : value;
  return { name, unit, value: number, goal: goalText(goal) || null, ok: keepsGoal(figure), spread };
}

await main();
