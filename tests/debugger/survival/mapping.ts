// Where breakpoints are after edits: npm run campaign:breakpoints -- [--cases N] [--seed N] [--doc FILE]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CaseMaker } from '../../../bench/mapping/cases.js';
import { corpusFiles } from '../../../bench/mapping/corpus.js';
import { Random } from '../../../bench/mapping/random.js';
import type { Truth } from '../../../bench/mapping/truth.js';
import { modelSource } from '../../../program-model/model/index.js';
import { Correspondences } from '../../../runtime-agent/adapter/sources/correspondence.js';
import { SourceVersion } from '../../../runtime-agent/adapter/sources/source-version.js';
import { chooseStop } from '../../../runtime-agent/adapter/sources/stops.js';
import { stripTypes } from '../../../runtime-agent/loader/strip.js';
import { isRight, rightPlaces } from './places.js';
import { percent, Tally, writePart } from './tally.js';
import { lineEdits } from './typed-cases.js';

const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    doc: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});

function version(id: string, text: string, hash: string, authored = text, stripMap?: string) {
  const entry = {
    ...{ id, hash, text, authored, format: 'commonjs' as const, code: '', columns: '' },
    ...{ displayMap: '' },
    ...(stripMap === undefined ? {} : { stripMap }),
  };
  return new SourceVersion(entry, true);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

let hashes = 0;
const nextHash = (): string => (hashes += 1).toString(16).padStart(32, '0');

/** Every statement of the functions that an edit has touched has a breakpoint. */
function scoreCase(
  truth: Truth,
  kind: string,
  tally: Tally,
  correspondences: Correspondences,
): void {
  const id = '/program.js';
  const format = truth.old.format === 'module' ? 'module' : 'commonjs';
  const old = version(id, truth.old.text, nextHash());
  // Two updates in a row: a line more at the top, then the edit itself.
  const moved = version(id, `// A new first line.\n${truth.old.text}`, nextHash());
  const now = version(id, truth.now.text, nextHash());
  for (const item of [old, moved, now]) item.entry.format = format;
  const shift = '// A new first line.\n'.length;
  const statements = modelSource({ id, text: old.entry.text, format, statements: true });
  for (const fn of statements.functions) {
    if (!truth.affected.has(fn.index)) continue;
    for (const point of fn.points) {
      if (point.kind !== 'before') continue;
      const { start } = point;
      const places = rightPlaces(truth, start);
      const expected = places.own;
      const first = correspondences.follow(old, moved, start);
      const found =
        first.offset === start + shift
          ? correspondences.follow(moved, now, first.offset).offset
          : undefined;
      const line = lineAt(truth.old.text, start);
      const isSame = expected !== undefined && lineAt(truth.now.text, expected) === line;
      const isThere = isRight(places, found);
      tally.add(isThere, found !== undefined, isSame);
      if (flags.show && !isThere) {
        const text = (text: string, at = -1): string =>
          at < 0 ? 'nowhere' : JSON.stringify(text.slice(at, at + 60));
        console.log(
          `${kind}: ${text(truth.old.text, start)}\n  expected ${text(truth.now.text, expected)}\n  found ${text(truth.now.text, found)}`,
        );
      }
    }
  }
}

function scoreTyped(tallies: Map<string, Tally>, random: Random): void {
  const folder = 'runtime-agent/adapter';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name));
  const strip = (file: string, text: string): SourceVersion => {
    const kind = { typescript: true, jsx: false, format: undefined };
    const { text: code, map } = stripTypes(`/${file}`, text, kind, undefined, {
      compilerOptions: {},
      emitsCommonJs: false,
    });
    const made = version(`/${file}`, code, nextHash(), text, map);
    made.entry.format = 'module';
    return made;
  };
  for (const file of files.slice(0, 12)) {
    const lines = readFileSync(file, 'utf8').split('\n');
    const old = strip(file, lines.join('\n'));
    for (const [kind, edit] of Object.entries(lineEdits)) {
      const edited = edit([...lines], random);
      if (edited.join('\n') === lines.join('\n')) continue;
      const now = strip(file, edited.join('\n'));
      const tally = tallyOf(tallies, `TypeScript: ${kind}`);
      tally.cases += 1;
      const correspondences = new Correspondences();
      for (const [index, line] of lines.entries()) {
        const stop = chooseStop(old, `/${file}`, index + 1, undefined);
        // A line that occurs twice cannot be told from its double here.
        if (stop?.line !== index + 1 || lines.filter((other) => other === line).length > 1)
          continue;
        const expected = edited.indexOf(line) + 1;
        const found = correspondences.follow(old, now, stop.offset).offset;
        const at = found === undefined ? undefined : now.authored(found).line;
        tally.add(expected === at, at !== undefined, expected === index + 1);
        if (flags.show && at !== expected)
          console.log(`${file}: ${kind}: ${line} ${expected} ${at}`);
      }
    }
  }
}

function tallyOf(tallies: Map<string, Tally>, kind: string): Tally {
  const tally = tallies.get(kind) ?? new Tally();
  tallies.set(kind, tally);
  return tally;
}

function main(): void {
  const random = new Random(Number(flags.seed));
  const maker = new CaseMaker(corpusFiles(process.cwd()), random);
  const tallies = new Map<string, Tally>();
  const correspondences = (): Correspondences => new Correspondences();
  for (let i = 0; i < Number(flags.cases); i += 1) {
    const made = maker.next();
    if (made.files.length !== 1) continue;
    const [first] = made.truths;
    if (!first) continue;
    const kind = made.edits.length > 1 ? 'several edits' : (made.edits[0] as string);
    const tally = tallyOf(tallies, kind);
    tally.cases += 1;
    scoreCase(first.truth, kind, tally, correspondences());
  }
  scoreTyped(tallies, random);
  const text = page(tallies);
  console.log(text);
  if (flags.doc !== undefined) writePart(flags.doc, 'mapping', text);
}

/** The figures as a page. */
function page(tallies: Map<string, Tally>): string {
  const all = new Tally();
  const rows = [...tallies].sort(([a], [b]) => a.localeCompare(b));
  for (const [, tally] of rows) {
    all.addAll(tally);
  }
  const row = (name: string, { cases, breakpoints, right, wrong, lost, byLine }: Tally): string =>
    `| ${name} | ${cases} | ${breakpoints} | ${percent(right, breakpoints)} | ${wrong} | ${lost} | ${percent(byLine, breakpoints)} |`;
  return `| edit | cases | breakpoints | right | wrong statement | wrongly gone | by line number |
| --- | --- | --- | --- | --- | --- | --- |
${row('**all**', all)}
${rows.map(([name, tally]) => row(name, tally)).join('\n')}
`;
}

main();
