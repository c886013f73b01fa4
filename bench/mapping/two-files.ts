import type { FullSourceModel, Node } from '../../program-model/model/index.js';
import type { CorpusFile } from './corpus.js';
import { modelText } from './corpus.js';
import { applyChanges, freshDoc, type Doc } from './doc.js';
import type { Random } from './random.js';
import { makeTruth, type Truth } from './truth.js';

/** One file of a case over several; a text that is missing: the file is new, or gone. */
export interface CaseFile {
  old?: FullSourceModel;
  now?: FullSourceModel;
}

/** What is known of the code that one file's old version and one file's new version share. */
export interface SharedTruth {
  old: number;
  now: number;
  truth: Truth;
}

/** Two edited files with what is known to correspond within and between them. */
export interface TwoFiles {
  files: [CaseFile, CaseFile];
  truths: SharedTruth[];
}

/** Edits one more function of a document; undefined where no edit fits. */
export type EditMore = (doc: Doc, model: FullSourceModel, path: string) => Doc | undefined;

const START = '\n\n';

/**
 * Moves a function or class of one file to another, existing or new, and edits it there now and then.
 * Undefined where the file has none to move.
 */
export function moveToFile(
  source: CorpusFile & { model: FullSourceModel },
  target: (CorpusFile & { model: FullSourceModel }) | undefined,
  random: Random,
  edit: EditMore,
): TwoFiles | undefined {
  const item = random.pick(source.model.ast.body.filter(isMovable));
  const declaration = item && declarationOf(item);
  if (!item || !declaration) return undefined;
  const name = declaration.id.name;
  const host = target?.text ?? "'use strict';\n";
  if (new RegExp(`\\b${name}\\b`).test(host)) return undefined;
  const isModule = source.model.format === 'module';
  const link = isModule
    ? `import { ${name} } from './other.js';\n`
    : `const { ${name} } = require('./other.js');\n`;
  const rest = applyChanges(freshDoc(source.text), [
    { start: item.start, end: item.end, pieces: [] },
    { start: 0, end: 0, pieces: [source.text.startsWith('#!') ? '' : link] },
  ]);
  // The target's characters come first, the source's behind them.
  const base = target ? target.text.length : 0;
  const spot = target ? (random.pick(target.model.ast.body)?.end ?? base) : host.length;
  const moved = joined(host, base, source.text, [declaration.start, declaration.end], spot, START);
  const models = [modelText(rest.text), modelText(moved.text)];
  if (!models[0] || !models[1]) return undefined;
  let doc = moved;
  if (random.chance(0.5)) doc = edit(moved, models[1], name) ?? moved;
  const now = [models[0], modelText(doc.text)] as const;
  if (!now[1]) return undefined;
  const own = doc.origin.map((o) => (o < base ? o : -1));
  const other = doc.origin.map((o) => (o >= base ? o - base : -1));
  const files: TwoFiles['files'] = [
    { old: source.model, now: now[0] },
    { ...(target && { old: target.model }), now: now[1] },
  ];
  const between = makeTruth(source.model, now[1], other, {});
  const gone = new Set(between.functions.keys());
  gone.delete(0);
  if (gone.size === 0) return undefined;
  const truths: SharedTruth[] = [
    { old: 0, now: 0, truth: without(makeTruth(source.model, now[0], rest.origin, {}), gone) },
    { old: 0, now: 1, truth: only(between, gone) },
  ];
  if (target) truths.push({ old: 1, now: 1, truth: makeTruth(target.model, now[1], own, {}) });
  return { files, truths };
}

/** The same seen the other way round: what was moved goes back. */
export function turnedRound({ files, truths }: TwoFiles): TwoFiles {
  const back = ({ old, now }: CaseFile): CaseFile => ({
    ...(now && { old: now }),
    ...(old && { now: old }),
  });
  return {
    files: [back(files[0]), back(files[1])],
    truths: truths.map(({ old, now, truth }) => ({ old: now, now: old, truth: inverted(truth) })),
  };
}

function inverted(truth: Truth): Truth {
  const functions = new Map([...truth.functions].map(([a, b]) => [b, a]));
  const affected = new Set<number>();
  for (const [a, b] of truth.functions) if (truth.affected.has(a)) affected.add(b);
  return {
    old: truth.now,
    now: truth.old,
    functions,
    nodes: new Map([...truth.nodes].map(([a, b]) => [b, a])),
    affected,
    variables: new Map([...truth.variables].map(([a, b]) => [b, a])),
    loops: truth.loops.map(({ old, now }) => ({ old: now, now: old })),
    expected: {},
  };
}

type Movable = Node & { type: 'FunctionDeclaration' | 'ClassDeclaration'; id: { name: string } };

function declarationOf(item: Node): Movable | undefined {
  const inner = item.type === 'ExportNamedDeclaration' ? item.declaration : item;
  const isDeclaration = inner?.type === 'FunctionDeclaration' || inner?.type === 'ClassDeclaration';
  return isDeclaration ? inner : undefined;
}

/** Large enough that a person would say what it is. */
const isMovable = (item: Node): boolean =>
  declarationOf(item) !== undefined && item.end - item.start > 120;

/** A text with a piece of another one put in; its characters count from `base` on. */
function joined(
  host: string,
  base: number,
  text: string,
  [start, end]: [number, number],
  at: number,
  around: string,
): Doc {
  const piece = text.slice(start, end);
  const origin: number[] = [];
  const push = (length: number, from: number): void => {
    for (let i = 0; i < length; i++) origin.push(from < 0 ? -1 : from + i);
  };
  push(at, base > 0 ? 0 : -1);
  push(around.length, -1);
  push(piece.length, base + start);
  push(around.length, -1);
  push(host.length - at, base > 0 ? at : -1);
  return {
    text: host.slice(0, at) + around + piece + around + host.slice(at),
    origin: Int32Array.from(origin),
  };
}

const without = (truth: Truth, gone: ReadonlySet<number>): Truth => ({
  ...truth,
  affected: new Set([...truth.affected].filter((index) => !gone.has(index))),
});

const only = (truth: Truth, moved: ReadonlySet<number>): Truth => ({
  ...truth,
  affected: new Set(moved),
});
