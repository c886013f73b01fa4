import type { FunctionModel, SourceModel, Variable } from '../../program-model/model/types.js';
import { isLinked } from './initialisers.js';
import { assign, type Candidate } from './assignment.js';
import type { BodyMatch } from './body-match.js';
import { takenFrom } from './parts.js';
import { distinctVariables, variableAt } from './references.js';
import type { Syntax } from './syntax.js';

interface Vote {
  old: Variable;
  now: Variable;
  count: number;
  declared: boolean;
}

export interface VariablePair {
  old: Variable;
  now: Variable;
  confidence: number;
  reason: string;
}

/** Pairs the variables of two matched functions by what their matched identifiers stand for. */
export function pairVariables(
  body: BodyMatch,
  functionFor: (old: FunctionModel) => FunctionModel | undefined,
  models: { old: SourceModel; now: SourceModel },
): VariablePair[] {
  const { matching } = body;
  const old = distinctVariables(body.old);
  const now = distinctVariables(body.now);
  const votes = countVotes(body);
  countFunctions(body, votes, functionFor, models);
  countSources(old, now, votes, models);
  for (const [key, vote] of votes) if (!mayBeOne(body, vote.old, vote.now)) votes.delete(key);
  const candidates: Candidate[] = [];
  const width = now.length;
  for (const [key, vote] of votes) {
    const score = vote.count + (vote.declared ? 2 : 0) + (isNameKept(body, vote) ? 1.5 : 0);
    candidates.push({ a: Math.floor(key / width), b: key % width, score });
  }
  const newNames = onlyPlaces(now);
  for (const [name, a] of onlyPlaces(old)) {
    const b = newNames.get(body.renames.get(name) ?? name);
    if (b === undefined || votes.has(a * width + b)) continue;
    if (mayBeOne(body, old[a] as Variable, now[b] as Variable)) {
      candidates.push({ a, b, score: 1.5 });
    }
  }
  const totals = new Map<Variable, number>();
  for (const vote of votes.values()) totals.set(vote.now, (totals.get(vote.now) ?? 0) + vote.count);
  // With the names changed everywhere, nothing else is different.
  const isSame = matching.a.hashes[0] === matching.b.hashes[0];
  const pairs = assign(candidates).map(({ a, b }) => {
    const x = old[a] as Variable;
    const y = now[b] as Variable;
    return judge(x, y, votes.get(a * width + b), totals.get(y) ?? 0, isSame);
  });
  return [...pairs, ...innerPairs(body, pairs)];
}

/** Class names as they are seen inside their classes: they go with the outer ones. */
function innerPairs(body: BodyMatch, pairs: readonly VariablePair[]): VariablePair[] {
  const inner = (fn: FunctionModel, outer: Variable): Variable | undefined =>
    outer.kind === 'class'
      ? fn.variables.find((other) => other.offset === outer.offset && other !== outer)
      : undefined;
  return pairs.flatMap((pair) => {
    const now = inner(body.now, pair.now);
    return now === undefined ? [] : [{ ...pair, now, old: inner(body.old, pair.old) ?? pair.old }];
  });
}

/** A module's own binding is not continued by one that stands for another module's. */
const mayBeOne = (body: BodyMatch, old: Variable, now: Variable): boolean =>
  body.old.index > 0 || isLinked(old) === isLinked(now);

const isNameKept = (body: BodyMatch, { old, now }: Vote): boolean =>
  old.name === now.name || body.renames.get(old.name) === now.name;

/** The places of variables whose name no other variable of the function has. */
const onlyPlaces = (variables: readonly Variable[]): Map<string, number> =>
  onlyOf(variables, ({ name }) => name);

function onlyOf(
  variables: readonly Variable[],
  key: (variable: Variable) => string | undefined,
): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  variables.forEach((variable, place) => {
    const of = key(variable);
    if (of === undefined) return;
    if (places.has(of)) repeated.add(of);
    places.set(of, place);
  });
  for (const of of repeated) places.delete(of);
  return places;
}

function countVotes(body: BodyMatch): Map<number, Vote> {
  const { old, now } = body;
  const place = (fn: FunctionModel): Map<Variable, number> =>
    new Map(distinctVariables(fn).map((variable, index) => [variable, index]));
  const oldIndex = place(old);
  const nowIndex = place(now);
  const votes = new Map<number, Vote>();
  for (const [from, to] of body.nodeMap) {
    if (from.type !== 'Identifier') continue;
    const x = variableAt(old, from);
    const y = variableAt(now, to);
    if (x === undefined || y === undefined) continue;
    const key = (oldIndex.get(x) as number) * nowIndex.size + (nowIndex.get(y) as number);
    const vote = votes.get(key) ?? { old: x, now: y, count: 0, declared: false };
    vote.count++;
    if (from.start === x.offset && to.start === y.offset) vote.declared = true;
    votes.set(key, vote);
  }
  return votes;
}

const FUNCTION_VOTES = 3;

/** A variable that holds a function goes with it, whichever way either is declared. */
function countFunctions(
  body: BodyMatch,
  votes: Map<number, Vote>,
  functionFor: (old: FunctionModel) => FunctionModel | undefined,
  models: { old: SourceModel; now: SourceModel },
): void {
  const old = distinctVariables(body.old);
  const now = distinctVariables(body.now);
  const places = new Map<FunctionModel, number>();
  now.forEach((variable, b) => {
    const held = heldFunction(variable, models.now);
    if (held !== undefined) places.set(held, b);
  });
  old.forEach((variable, a) => {
    const held = heldFunction(variable, models.old);
    const b = places.get((held && functionFor(held)) as FunctionModel);
    if (b === undefined) return;
    const key = a * now.length + b;
    const vote = votes.get(key) ?? {
      old: variable,
      now: now[b] as Variable,
      count: 0,
      declared: false,
    };
    vote.count += FUNCTION_VOTES;
    vote.declared = true;
    votes.set(key, vote);
  });
}

/** Variables that nothing else speaks for, and that are taken from the same: `a = o.x` and `{ x: b } = o`. */
function countSources(
  old: readonly Variable[],
  now: readonly Variable[],
  votes: Map<number, Vote>,
  models: { old: SourceModel; now: SourceModel },
): void {
  const voted = new Set([...votes.values()].flatMap((vote) => [vote.old, vote.now]));
  const there = onlySources(now, models.now.text);
  for (const [source, a] of onlySources(old, models.old.text)) {
    const b = there.get(source);
    const [x, y] = [old[a], now[b ?? -1]];
    if (b === undefined || !x || !y || voted.has(x) || voted.has(y)) continue;
    votes.set(a * now.length + b, { old: x, now: y, count: 1, declared: true });
  }
}

/** The places of variables by what they alone are taken from. */
function onlySources(variables: readonly Variable[], text: string): Map<string, number> {
  return onlyOf(variables, (variable) => takenFrom(variable, text));
}

function heldFunction(variable: Variable, model: SourceModel): FunctionModel | undefined {
  const node = variable.declaration.defs[0]?.node as Syntax | undefined;
  if (node === undefined || variable.kind === 'param') return undefined;
  if (node.type === 'VariableDeclarator')
    return node.init ? model.functionOf.get(node.init) : undefined;
  return node.type === 'FunctionDeclaration' ? model.functionOf.get(node) : undefined;
}

function judge(
  old: Variable,
  now: Variable,
  vote: Vote | undefined,
  total: number,
  isSame: boolean,
): VariablePair {
  const share = vote === undefined ? 0 : vote.count / total;
  if (old.name === now.name) {
    const confidence = vote === undefined ? 0.95 : 0.9 + 0.095 * share;
    return { old, now, confidence, reason: 'same name' };
  }
  const declared = vote?.declared === true ? 0.1 : 0;
  const often = (vote?.count ?? 0) >= 4 && share > 0.9 ? 0.03 : 0;
  const confidence = isSame ? 0.99 : 0.5 + 0.34 * share + declared + often;
  return { old, now, confidence, reason: `renamed from ${old.name}` };
}
