import type { Protocol } from 'devtools-protocol';
import type { FunctionModel } from '../../../program-model/model/index.js';
import type { InstrumentedText } from '../sources/script-text.js';
import type { Script } from '../sources/script.js';
import type { Frame } from '../targets/frame.js';
import { functionAt } from '../targets/frame.js';

type Range = Protocol.Debugger.LocationRange;
type Span = readonly [start: number, end: number];

/** A range with its beginning as an offset of the script. */
interface Listed {
  from: number;
  range: Range;
}

const known = new WeakMap<InstrumentedText, Map<number, Listed[]>>();

/** The lists for places of a script: steps come by the same ones again. */
const lists = new WeakMap<InstrumentedText, Map<number, Range[]>>();

/**
 * What a step in a function need not stop at: the statements themselves, since it stops at the checks
 * in front of them. V8 passes over these places by itself, which saves a round trip for each statement.
 * Left out are statements that return, and those with calls: V8 keeps the list when it steps out, and
 * has to stop there then. So are functions inside of the statements.
 */
export function skipListOf(frame: Frame): Range[] {
  const { script } = frame;
  const { version } = script.text;
  const fn = functionAt(frame);
  if (!version?.statements || !fn || !script.isProgram) return [];
  const text = script.text as InstrumentedText;
  const { offset } = frame.place;
  const ofPlaces = lists.get(text) ?? new Map<number, Range[]>();
  lists.set(text, ofPlaces);
  let list = ofPlaces.get(offset);
  if (!list) ofPlaces.set(offset, (list = listAt(script, text, fn, offset)));
  return list;
}

function listAt(
  script: Script,
  text: InstrumentedText,
  fn: FunctionModel,
  offset: number,
): Range[] {
  const ofScript = known.get(text) ?? new Map<number, Listed[]>();
  known.set(text, ofScript);
  let ranges = ofScript.get(fn.index);
  if (!ranges) {
    ranges = listRanges(script, text, fn, text.version.version.model.functions);
    ofScript.set(fn.index, ranges);
  }
  // Those of the statement that the thread is at: V8 needs milliseconds to read a long list.
  const own = fn.points
    .filter(({ kind, start, end }) => kind === 'before' && start <= offset && offset < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  if (!own) return [];
  const within = text.pieces(own.start, own.end).map(([start, end]) => [start, end] as const);
  return ranges
    .filter(({ from }) => within.some(([start, end]) => start <= from && from < end))
    .map(({ range }) => range);
}

function listRanges(
  { id: scriptId }: Script,
  text: InstrumentedText,
  fn: FunctionModel,
  functions: readonly FunctionModel[],
): Listed[] {
  const inner = functions
    .filter((other) => other !== fn && other.start >= fn.start && other.end <= fn.end)
    .map(({ start, end }): Span => [start, end]);
  const spans = fn.points
    .filter(
      ({ kind, node: { type }, start, end }) =>
        kind === 'before' &&
        (type === 'ExpressionStatement' || type === 'VariableDeclaration') &&
        !fn.points.some(
          (point) => point.kind !== 'before' && point.start >= start && point.end <= end,
        ),
    )
    .flatMap(({ start, end }) => without([start, end], inner));
  const ranges = spans
    .map(([start, end]) => text.pieces(start, end))
    .filter((pieces) => !pieces.some(([start]) => text.isWhole(start)))
    .flat()
    .filter(([start, end]) => start < end && !text.isStop(start))
    .sort(([a], [b]) => a - b);
  const found: Listed[] = [];
  let last = -1;
  for (const [start, end] of ranges) {
    if (start <= last) continue;
    last = end;
    const [first, behind] = [positionAt(text, start), positionAt(text, end)];
    found.push({ from: start, range: { scriptId, start: first, end: behind } });
  }
  return found;
}

function positionAt(text: InstrumentedText, at: number): Protocol.Debugger.ScriptPosition {
  const { line, column } = text.lines.position(at);
  return { lineNumber: line - 1, columnNumber: column - 1 };
}

/** What is left of a span; the others may lie within each other. */
function without([start, end]: Span, others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = start;
  const inside = others.filter(([from, to]) => from >= start && to <= end);
  for (const [from, to] of inside.sort(([a], [b]) => a - b)) {
    if (from > at) left.push([at, from]);
    at = Math.max(at, to);
  }
  if (at < end) left.push([at, end]);
  return left;
}
