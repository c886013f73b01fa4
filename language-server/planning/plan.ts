import type {
  FunctionModel,
  Point,
  SourceModel,
  Variable,
} from '../../program-model/model/types.js';
import type {
  FunctionEntry,
  ModulePlan,
  PlanPlace,
  PointEntry,
  VariableEntry,
} from '../../protocol/plan.js';
import {
  functionLabel,
  pointLabels,
  variableLabels,
  type Correspondence,
  type FunctionMatch,
  type PointMatch,
} from '../inference/index.js';
import { planClasses } from './classes.js';
import type { Elsewhere, OtherPlace } from './elsewhere.js';
import { becoming, joinsByCaller } from './frames.js';
import { planBindings, planExports, planImports, planStatements } from './module-state.js';
import { placeOf, textLines, type LineOf } from './places.js';

/** Below this the plan asks. */
export const ASK_BELOW = 0.6;

/** A place where activations stand now. */
export interface ActivePlace {
  fn: number;
  point: Point;
  /** How many activations stand there. */
  activations: number;
  /** How many of them are suspended. */
  suspended?: number;
}

/** A variable that functions created before the update do not have. */
export interface ClosureNeed {
  /** Index of the new function. */
  fn: number;
  variable: Variable;
  why: string;
}

export interface PlanInput {
  file: string;
  /** Hashes of the source that runs and of the one it is to become. */
  from: string;
  to: string;
  active: readonly ActivePlace[];
  /** The author's lines, where the module text is not what the author wrote. */
  lines?: { old: LineOf; now: LineOf };
  /** What went to other files, or came from them. */
  elsewhere?: Elsewhere | undefined;
}

/** Writes down what an update of one module would do. */
export function planModule(c: Correspondence, input: PlanInput): ModulePlan {
  const lines = input.lines ?? { old: textLines(c.old.text), now: textLines(c.now.text) };
  const { file, from, to, active, elsewhere } = input;
  const joins = joinsByCaller(c, active);
  return {
    file,
    from,
    to,
    functions: planFunctions(c, elsewhere),
    points: active.map((place) => planPoint(c, place, lines, joins, elsewhere)),
    ranges: [],
    variables: planVariables(c, active, joins, lines.now),
    classes: planClasses(c, lines, elsewhere),
    bindings: planBindings(c, lines, elsewhere),
    imports: planImports(c),
    exports: planExports(c),
    statements: planStatements(c, lines),
  };
}

function planFunctions(c: Correspondence, elsewhere?: Elsewhere): FunctionEntry[] {
  const entries: FunctionEntry[] = [];
  for (const match of c.functions) {
    const old = c.old.functions[match.old ?? -1];
    const now = c.now.functions[match.now ?? -1];
    if (old?.index === 0 || now?.index === 0) continue;
    const other = elsewhere && otherOf(match, elsewhere);
    const change = other ? 'moved' : functionChange(match, old, now);
    if (change === undefined) continue;
    const host = match.host === undefined ? undefined : hostOf(c, match);
    entries.push({
      ...(old && { old: functionLabel(old) }),
      ...(now && { now: functionLabel(now) }),
      change,
      ...(host && { host: functionLabel(host) }),
      ...(other && { elsewhere: other }),
      confidence: match.confidence,
      reason: match.reason,
      asks: old !== undefined && now !== undefined && match.confidence < ASK_BELOW,
    });
  }
  return entries;
}

function otherOf(
  { old, now, elsewhere: found }: FunctionMatch,
  elsewhere: Elsewhere,
): FunctionEntry['elsewhere'] {
  if (found === undefined || (old !== undefined && now !== undefined)) return undefined;
  const other = elsewhere.functionAt(old === undefined ? 'old' : 'now', found.id, found.fn);
  return other && { file: other.file, function: functionLabel(other.fn) };
}

const hostOf = (c: Correspondence, match: FunctionMatch): FunctionModel | undefined =>
  (match.old === undefined ? c.old : c.now).functions[match.host ?? -1];

const bare = (path: string): string => path.replace(/\$\d+/g, '');

function functionChange(
  match: FunctionMatch,
  old: FunctionModel | undefined,
  now: FunctionModel | undefined,
): FunctionEntry['change'] | undefined {
  if (old === undefined) return match.host === undefined ? 'added' : 'extracted';
  if (now === undefined) return match.host === undefined ? 'removed' : 'inlined';
  if (bare(old.path) !== bare(now.path)) return 'renamed';
  return match.changed ? 'changed' : undefined;
}

function planPoint(
  c: Correspondence,
  { fn: index, point, activations, suspended = 0 }: ActivePlace,
  lines: { old: LineOf; now: LineOf },
  joins: ReadonlyMap<string, PointMatch>,
  elsewhere?: Elsewhere,
): PointEntry {
  const fn = c.old.functions[index] as FunctionModel;
  const own = joins.get(`${index} ${point.key}`) ?? c.mapPoint(index, point);
  const other = own.how === 'lost' && !own.end ? elsewhere?.placeOf(index, point) : undefined;
  const match = other?.match ?? own;
  const at = pointLabels(c.old.text, fn).get(point) ?? point.kind;
  const from: PlanPlace = { function: functionLabel(fn), at, line: lines.old(point.node.start) };
  const to =
    other && elsewhere ? placeElsewhere(other, elsewhere) : placeOf(c.now, match, lines.now);
  const frames = other ? undefined : framesOf(c, match, lines.now);
  return {
    from,
    ...(to && { to }),
    how: match.how,
    ...(frames && { frames }),
    ...(match.joinsCaller === true && { joinsCaller: true }),
    activations,
    suspended,
    confidence: match.confidence,
    reason: match.reason,
    asks: match.end === undefined && (match.how === 'lost' || match.confidence < ASK_BELOW),
  };
}

function placeElsewhere(
  { file, match, correspondence: { now } }: OtherPlace,
  elsewhere: Elsewhere,
): PlanPlace | undefined {
  const place = placeOf(now, match, elsewhere.lineOf(file, now, 'now'));
  return place && { ...place, file };
}

function framesOf(c: Correspondence, match: PointMatch, lineOf: LineOf): PlanPlace[] | undefined {
  return match.frames?.flatMap(({ fn, key }) => {
    const point = c.now.functions[fn]?.points.find((candidate) => candidate.key === key);
    if (point === undefined) return [];
    const found = placeOf(c.now, { ...match, fn, key, node: point.node, point }, lineOf);
    return found ? [found] : [];
  });
}

/** New variables of the functions that activations stand in; kept ones only when renamed. */
function planVariables(
  c: Correspondence,
  active: readonly ActivePlace[],
  joins: ReadonlyMap<string, PointMatch>,
  lineOf: LineOf,
): VariableEntry[] {
  const entries = new Map<string, VariableEntry>();
  const frames = active.flatMap(({ fn, point }) => {
    const match = joins.has(`${fn} ${point.key}`) ? undefined : c.mapPoint(fn, point);
    const callers = [fn, match?.caller?.fn ?? fn];
    return match ? becoming(c, fn, match).map((frame) => ({ ...frame, callers })) : [];
  });
  for (const { fn, sources, callers } of frames) {
    const now = c.now.functions[fn];
    if (now === undefined) continue;
    const labels = variableLabels(now);
    const names = new Map(
      callers
        .flatMap((index) => c.old.functions[index]?.variables ?? [])
        .map((v) => [v.key, v.name]),
    );
    for (const source of sources) {
      const variable = now.variables.find((candidate) => candidate.key === source.now);
      // The module's own are its bindings.
      if (variable === undefined || variable.scopeNode === c.now.ast) continue;
      const { from } = source;
      const isPlain = from.kind === 'kept' && names.get(from.old) === variable.name;
      if (isPlain && source.confidence >= ASK_BELOW) continue;
      const name = labels.get(variable) ?? variable.name;
      const entry: VariableEntry = {
        function: functionLabel(now),
        name,
        line: lineOf(variable.offset),
        from,
        confidence: source.confidence,
        reason: source.reason,
        asks: from.kind === 'question' || source.confidence < ASK_BELOW,
      };
      const key = `${entry.function} ${name}`;
      // Of several activations of one function the one with a question speaks.
      if (!entries.has(key) || entry.asks) entries.set(key, entry);
    }
  }
  return [...entries.values()];
}

/** Variables that functions created before the update lack, as entries of a plan. */
export function planClosures(
  now: SourceModel,
  needs: readonly ClosureNeed[],
  lineOf: LineOf,
): VariableEntry[] {
  return needs.flatMap(({ fn: index, variable, why }) => {
    const fn = now.functions[index];
    if (fn === undefined) return [];
    const entry = { function: functionLabel(fn), name: variable.name, line: lineOf(fn.start) };
    return [{ ...entry, from: { kind: 'question', why }, confidence: 0, reason: why, asks: true }];
  });
}
