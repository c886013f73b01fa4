import type { CellResult } from './cells.js';
import type { Kind } from './kind.js';
import { GROUPS, KINDS } from './kinds.js';
import { FORMER_RUDE_EDITS, NO_COUNTERPART, RUDE_EDITS } from './roslyn.js';
import { ACTIVITIES, TITLES, type Activity } from './shapes.js';

/** What the page shows where a kind has no such activity. */
const NONE = '—';

/** The page docs/edit-matrix.md. */
export function describeMatrix(results: readonly CellResult[]): string {
  const answers = new Map(
    results.map((result) => [cellName(result.kind, result.activity), result]),
  );
  const groups = GROUPS.flatMap(([title, kinds]) => [
    `## ${title}`,
    '',
    `| edit | ${ACTIVITIES.map((activity) => TITLES[activity]).join(' | ')} | .NET |`,
    `| --- | ${ACTIVITIES.map(() => '---').join(' | ')} | --- |`,
    ...kinds.map((kind) => {
      const cells = ACTIVITIES.map(
        (activity) => answers.get(cellName(kind, activity))?.answer ?? NONE,
      );
      return `| ${[kind.title, ...cells, dotnetAnswer(kind)].join(' | ')} |`;
    }),
    '',
  ]);
  return [
    '# The edit matrix',
    '',
    'What an update does with each kind of edit, by what is going on in the edited function. Every cell is an update',
    'of a running program, and what the program gives afterwards is checked: the new version’s result where the edit',
    'works, the old one’s where it is refused. `npm run campaign:matrix` runs all cells and makes this page;',
    '`npm test` runs some of them and compares.',
    '',
    '- **works**: applied without a question. *Told as a guess*: the active statement is gone, and the frame goes on at the',
    '  next one. *Deferred*: a frame finishes its statement in the old code first.',
    '- **asks**: a value is needed; with the proposed answer it works.',
    '- **refused**, with its code: nothing is changed. A plan can say how to go on (`restitch plan`).',
    `- ${NONE}: there is no such case.`,
    '',
    'The last column is the answer of .NET’s Edit and Continue to the edit’s counterpart in C#: the *rude edits* of Roslyn’s',
    '`RudeEditKind`, each of which makes one restart the program. Those in brackets are only reported around an active statement.',
    '',
    ...groups,
    ...counts(results),
    '',
    '## Every rude edit',
    '',
    'All members of `RudeEditKind` that .NET reports, with what stands for them above. Some are about what JavaScript and',
    'TypeScript do not have when they run (—). A test compares this list with the rows.',
    '',
    ...everyKind(),
    '',
  ].join('\n');
}

/** `body, active below`: names a cell in the page. */
export const cellName = (kind: Kind, activity: Activity): string => `${kind.id}-${activity}`;

function dotnetAnswer({ rude, when }: Kind): string {
  const today = rude.filter((name) => name in RUDE_EDITS);
  if (today.length > 0 && when !== 'never') {
    const names = today.map((name) => `${name} (${numbered(RUDE_EDITS[name])})`);
    return when === 'active' ? `[${names.join(', ')}]` : names.join(', ');
  }
  const former = rude.filter((name) => name in FORMER_RUDE_EDITS);
  return former.length > 0 ? `applied; once ${former.join(', ')}` : 'applied';
}

const numbered = (value = 0): string => `ENC${String(value).padStart(4, '0')}`;

/** Each member of `RudeEditKind` with the rows that stand for it, or why there is none. */
function everyKind(): string[] {
  const without = new Map(NO_COUNTERPART.flatMap(([names, why]) => names.map((n) => [n, why])));
  const rows = (name: string): string =>
    KINDS.filter(({ rude }) => rude.includes(name))
      .map(({ title }) => title)
      .join('; ');
  const line = (name: string, value: number | undefined): string =>
    `| ${numbered(value)} | \`${name}\` | ${without.has(name) ? `— ${without.get(name) ?? ''}` : rows(name)} |`;
  return [
    '| number | member | rows above |',
    '| --- | --- | --- |',
    ...Object.entries(RUDE_EDITS).map(([name, value]) => line(name, value)),
  ];
}

function counts(results: readonly CellResult[]): string[] {
  const by = new Map<string, number>();
  for (const { answer } of results) {
    const [first = ''] = answer.split(/[, ]/);
    by.set(first, (by.get(first) ?? 0) + 1);
  }
  const parts = [...by].map(([answer, count]) => `${count} ${answer}`);
  const wrong = results.filter((result) => result.wrong !== undefined).length;
  return [`${results.length} cells: ${parts.join(', ')}; ${wrong} wrong.`];
}

/** The answers of a page, by the kind's title and the activity. */
export function readMatrix(page: string): Map<string, string> {
  const found = new Map<string, string>();
  const kinds = GROUPS.flatMap(([, all]) => all);
  for (const line of page.split('\n')) {
    const [title, ...cells] = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''));
    const kind = kinds.find((candidate) => candidate.title === title);
    if (!kind) continue;
    ACTIVITIES.forEach((activity, index) => {
      const answer = cells[index];
      if (answer !== undefined && answer !== NONE) found.set(cellName(kind, activity), answer);
    });
  }
  return found;
}
