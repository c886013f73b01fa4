import { canBeIsland } from '../follow/index.js';
import type { FullSourceModel } from '../index.js';
import type { FunctionKind, FunctionModel } from '../types.js';
import {
  chartedFunction,
  isContained,
  nameUses,
  type Chart,
  type ChartedFunction,
  type NameUse,
} from './chart.js';
import type { IslandSizes } from './charting-parser.js';

/** Charts by where the node of their function begins. */
export type SavedCharts = ReadonlyMap<number, Chart>;

/** The charts of a whole model's functions: of the outermost that can be islands. */
export function chartsOf(model: FullSourceModel, sizes: IslandSizes): SavedCharts {
  const charts = new Map<number, Chart>();
  const { functions } = model;
  for (let at = 1; at < functions.length;) {
    const fn = functions[at] as FunctionModel;
    let end = at + 1;
    while ((functions[end]?.start ?? Infinity) < fn.end) end += 1;
    const own = functions.slice(at, end);
    if (!isChartable(model, fn, sizes) || !own.every(isContained)) {
      at += 1;
      continue;
    }
    const [top] = model.scopes.acquireAll(fn.node) ?? [];
    charts.set(fn.start, {
      functions: own.map((item) => chartedFunction(item, at)),
      names: nameUses(top?.through ?? []),
    });
    at = end;
  }
  return charts;
}

function isChartable(
  model: FullSourceModel,
  fn: FunctionModel,
  { shortest, longest }: IslandSizes,
): boolean {
  const size = fn.end - fn.start;
  if (size < shortest || size > longest || !canBeIsland(model, fn)) return false;
  for (let at: FunctionModel | undefined = fn; at; at = model.functions[at.parent]) {
    // What calls `super(…)`, and the scope of a field's initialiser, concern the code around.
    if (at.derived || at.kind === 'field') return false;
  }
  return true;
}

const FORMAT = 1;

const KINDS: readonly FunctionKind[] = [
  ...(['module', 'function', 'arrow', 'method', 'getter', 'setter'] as const),
  ...(['constructor', 'field', 'static-block'] as const),
];

/** A function as it is written: numbers, and indices of words. */
type FunctionRow = [
  ...[start: number, length: number, parent: number, kind: number, flags: number, head: number],
  ...[name: number, segment: number, usedAs: number, lexical: number, classCount: number],
  ...[why: number, changing: number[], yields: readonly number[]],
];

interface Written {
  format: typeof FORMAT;
  length: number;
  words: string[];
  /** Of each chart its functions, and its names: word, foreign, writes, assignments. */
  charts: [FunctionRow[], number[]][];
}

/** Charts as text, for the store. */
export function writeCharts(charts: SavedCharts, text: string): string {
  const words: string[] = [];
  const known = new Map<string, number>();
  const word = (value: string | undefined): number => {
    if (value === undefined) return -1;
    let index = known.get(value);
    if (index === undefined) known.set(value, (index = words.push(value) - 1));
    return index;
  };
  const row = (fn: ChartedFunction): FunctionRow => [
    ...([fn.start, fn.end - fn.start, fn.parent, KINDS.indexOf(fn.kind)] as const),
    (fn.async ? 1 : 0) | (fn.generator ? 2 : 0) | (fn.derived ? 4 : 0) | (fn.isInvoked ? 8 : 0),
    ...([fn.head, word(fn.name), word(fn.segment), word(fn.usedAs)] as const),
    ...([fn.lexical, fn.classCount, word(fn.obstacle?.why)] as const),
    fn.changing.map(word),
    fn.yields,
  ];
  const written: Written = {
    ...{ format: FORMAT, length: text.length, words },
    charts: [...charts.values()].map(({ functions, names }) => [
      functions.map(row),
      names.flatMap((use) => [word(use.name), use.foreign, use.writes, use.assignments]),
    ]),
  };
  return JSON.stringify(written);
}

/** @returns undefined for charts of another text, or of another form */
export function readCharts(json: string, text: string): SavedCharts | undefined {
  const { format, length, words, charts } = JSON.parse(json) as Written;
  if (format !== FORMAT || length !== text.length) return undefined;
  const word = (index: number): string => words[index] ?? '';
  const read = new Map<number, Chart>();
  for (const [rows, flat] of charts) {
    const functions = rows.map((row) => functionOf(row, word));
    const names: NameUse[] = [];
    for (let at = 0; at < flat.length; at += 4) {
      const [name, foreign, writes] = [flat[at] as number, flat[at + 1] as number, flat[at + 2]];
      names.push({
        name: word(name),
        foreign,
        writes: writes as number,
        assignments: flat[at + 3] as number,
      });
    }
    read.set(functions[0]?.start ?? -1, { functions, names });
  }
  return read;
}

function functionOf(row: FunctionRow, word: (index: number) => string): ChartedFunction {
  const [start, size, parent, kind, flags, head, name, segment, usedAs, lexical] = row;
  const [, , , , , , , , , , classCount, why, changing, yields] = row;
  return {
    start,
    end: start + size,
    parent,
    head,
    lexical,
    classCount,
    yields,
    kind: KINDS[kind] ?? 'function',
    async: (flags & 1) !== 0,
    generator: (flags & 2) !== 0,
    derived: (flags & 4) !== 0,
    isInvoked: (flags & 8) !== 0,
    name: word(name),
    segment: word(segment),
    usedAs: usedAs < 0 ? undefined : word(usedAs),
    changing: changing.map(word),
    obstacle: why < 0 ? undefined : { kind: 'closed', why: word(why) },
  };
}
