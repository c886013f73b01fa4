import {
  isFunctionNode,
  modelSource,
  type FunctionModel,
} from '../../../program-model/model/index.js';
import { comparePositions } from './position.js';
import type { AuthoredPosition, SourceVersion } from './source-version.js';

/** A place where a debugger can stop in a version of a module. */
export interface Stop extends AuthoredPosition {
  /** In the module text. */
  offset: number;
  /** `call`: in the middle of a statement, only by a breakpoint with a column. */
  kind: 'statement' | 'call' | 'end';
}

const known = new WeakMap<SourceVersion, Stop[]>();

/** Where a debugger can stop in a version, in the order of what the author wrote. */
export function stopsOf(version: SourceVersion): Stop[] {
  let stops = known.get(version);
  if (!stops) known.set(version, (stops = listStops(version)));
  return stops;
}

function listStops(version: SourceVersion): Stop[] {
  const { id, text, format } = version.entry;
  const { functions } = version.statements
    ? version.version.model
    : modelSource({ id, text, format, statements: true });
  const stops: Stop[] = [];
  const add = (offset: number, kind: Stop['kind']): void => {
    if (offset >= 0) stops.push({ ...version.authored(offset), offset, kind });
  };
  for (const fn of functions) {
    for (const { kind, start, at } of fn.points) {
      if (kind === 'before') add(start, 'statement');
      else if (kind === 'call' || kind === 'new' || kind === 'tag') add(at, 'call');
    }
    addEnd(fn, add);
  }
  const rank = { statement: 0, end: 1, call: 2 };
  return stops.sort((a, b) => comparePositions(a, b) || rank[a.kind] - rank[b.kind]);
}

function addEnd({ node }: FunctionModel, add: (offset: number, kind: Stop['kind']) => void): void {
  if (!isFunctionNode(node)) return;
  if (node.body.type === 'BlockStatement') add(node.end - 1, 'end');
  else add(node.body.start, 'statement');
}

/**
 * The stop that a breakpoint means: with a column, the first one in the line from there on; without,
 * the first statement of the line, or else of those that follow.
 */
export function chooseStop(
  version: SourceVersion,
  file: string,
  line: number,
  column: number | undefined,
): Stop | undefined {
  const stops = stopsOf(version).filter((stop) => stop.file === file && stop.line >= line);
  const here = stops.filter((stop) => stop.line === line);
  if (column !== undefined && here.length > 0) {
    return here.find((stop) => stop.column >= column) ?? here[here.length - 1];
  }
  const isWhole = ({ kind }: Stop): boolean => kind !== 'call';
  return here.find(isWhole) ?? here[0] ?? stops.find(isWhole);
}
