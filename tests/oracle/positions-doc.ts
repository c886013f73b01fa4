import { readFileSync } from 'node:fs';
import { childrenOf, modelSource, whyHard, type Node } from '../../program-model/model/index.js';
import type { Verdict } from './verdict.js';

/** What was found out about one program of the construct suite. */
export interface PositionRow {
  id: string;
  group: string;
  covers: string;
  entry: string;
  /** By Node version. */
  verdicts: Map<string, Verdict>;
}

/** The page docs/positions.md. */
export function describePositions(
  rows: readonly PositionRow[],
  versions: readonly string[],
  command: string,
): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const verdicts = rows.flatMap((row) => [...row.verdicts.values()]);
  const sum = (pick: (verdict: Verdict) => number): number =>
    verdicts.reduce((total, verdict) => total + pick(verdict), 0);
  const runs = sum((verdict) => verdict.runs);
  const updated = sum((verdict) => verdict.updatedRuns);
  return [
    '# Positions that a frame can be in',
    '',
    'Each row is a small program of `tests/constructs/` that brings frames into one position. It is updated to its',
    'own source at update points of its run, a run for each; what it prints and its exit code must be those of a',
    'run without instrumentation. *Updated*: in so many of these runs active functions went on in new code; a run in',
    'which none did counts as wrong.',
    '',
    '- *exact*: every frame was taken apart at the update point and went on in the new code.',
    '- *deferred*: in so many of the runs some frame could not be taken apart at that moment, and was reported',
    '  (`framesDeferred`): it waited below a native function or a suspended activation, or at one of the positions',
    '  listed at the end. Its function is updated when control comes back to it, at its next update point.',
    '- *wrong*: the output was another one.',
    '',
    `This page is made by \`${command}\`: ${runs} runs, ${updated} of them`,
    `updated, ${sum(({ failures }) => failures.length)} wrong.`,
    ...groups.flatMap((group) => groupTable(rows, group, versions)),
    '',
    ...remaining(rows),
    '',
  ].join('\n');
}

function groupTable(
  rows: readonly PositionRow[],
  group: string,
  versions: readonly string[],
): string[] {
  return [
    '',
    `## ${group.slice(0, 1).toUpperCase()}${group.slice(1)}`,
    '',
    `| position | program | updated | ${versions.map((version) => `Node ${version}`).join(' | ')} |`,
    `| --- | --- | --- |${' --- |'.repeat(versions.length)}`,
    ...rows
      .filter((row) => row.group === group)
      .map(({ covers, id, verdicts }) => {
        const cells = versions.map((version) => cell(verdicts.get(version)));
        const name = id.slice(group.length + 1);
        const updated = updatedOf([...verdicts.values()]);
        return `| ${[escaped(covers), `\`${name}\``, updated, ...cells].join(' | ')} |`;
      }),
  ];
}

const escaped = (text: string): string => text.replace(/[|<>*_\\]/g, '\\$&');

function updatedOf(verdicts: readonly Verdict[]): string {
  const runs = verdicts.reduce((total, verdict) => total + verdict.runs, 0);
  const updated = verdicts.reduce((total, { updatedRuns }) => total + updatedRuns, 0);
  return `${updated} of ${runs}`;
}

function cell(verdict: Verdict | undefined): string {
  if (!verdict) return 'no such syntax or API';
  const { exactRuns, deferredRuns, failures } = verdict;
  const wrong = failures.length > 0 ? `**${failures.length} wrong**, ` : '';
  if (deferredRuns === 0) return `${wrong}${exactRuns} exact`;
  return `${wrong}${exactRuns} exact, ${deferredRuns} deferred`;
}

/** The positions and functions that can't be taken up again, with the programs that have some. */
function remaining(rows: readonly PositionRow[]): string[] {
  const positions = new Map<string, Set<string>>();
  const functions = new Map<string, Set<string>>();
  for (const { id, entry } of rows) {
    const format = entry.endsWith('.cjs') ? 'commonjs' : 'module';
    const model = modelSource({ id: entry, text: readFileSync(entry, 'utf8'), format });
    for (const { obstacle } of model.functions) {
      if (obstacle) add(functions, `${obstacle.why} (${EFFECT[obstacle.kind]})`, id);
    }
    visit(model.ast, (node) => {
      const why = WAITING.has(node.type) ? whyHard(node) : undefined;
      if (why !== undefined) add(positions, why, id);
    });
  }
  return [
    '## What is deferred',
    '',
    'A frame that waits in a call, `new`, tagged template, `await` or `yield` goes on in the old code to its next',
    'update point when that stands',
    '',
    ...listed(positions),
    '',
    'A function keeps running old code, or is not updated at all, when',
    '',
    ...listed(functions),
    '',
    'Frames below a native function that calls back (`Array.prototype.map`, say), or below an implicit call (a getter,',
    '`valueOf`, an iterator), are taken apart when control comes back to them; the statement that holds an implicit',
    'call is finished by the old code.',
    '',
    'A method of another module that is replaced while the arguments of its own call are evaluated is the new one',
    'after an update in these arguments: a callee `a.b` is looked up again, unless the module itself assigns `b` or',
    'declares a getter of that name.',
  ];
}

const WAITING = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'AwaitExpression',
  'YieldExpression',
]);

const EFFECT = {
  native: 'left as it is, with all functions inside',
  fixed: 'left as it is',
  closed: 'calls that begin later run the new code',
} as const;

function add(to: Map<string, Set<string>>, key: string, id: string): void {
  const ids = to.get(key) ?? new Set();
  ids.add(id);
  to.set(key, ids);
}

const listed = (items: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  [...items]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([why, ids]) => {
      const [first = ''] = ids;
      return `- ${why}: \`${first}\`${ids.size > 1 ? ` and ${ids.size - 1} more` : ''};`;
    });

function visit(node: Node, each: (node: Node) => void): void {
  each(node);
  for (const child of childrenOf(node)) visit(child, each);
}
