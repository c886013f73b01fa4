import type { FunctionModel, SourceModel, Variable } from '../../program-model/model/types.js';
import { assign, type Candidate } from './assignment.js';
import type { BodyMatch } from './body-match.js';
import { initialiserOf, readsOf } from './initialisers.js';
import { needAt } from './liveness.js';
import { variableAt } from './references.js';
import type { Syntax } from './syntax.js';
import type { PointMatch, VariableMatch, VariableSource } from './types.js';

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
  const { old, now, matching } = body;
  const votes = countVotes(body);
  countFunctions(body, votes, functionFor, models);
  const candidates: Candidate[] = [];
  const width = now.variables.length;
  for (const [key, vote] of votes) {
    const score = vote.count + (vote.declared ? 2 : 0) + (isNameKept(body, vote) ? 1.5 : 0);
    candidates.push({ a: Math.floor(key / width), b: key % width, score });
  }
  const newNames = onlyPlaces(now);
  for (const [name, a] of onlyPlaces(old)) {
    const b = newNames.get(body.renames.get(name) ?? name);
    if (b !== undefined && !votes.has(a * width + b)) candidates.push({ a, b, score: 1.5 });
  }
  const totals = new Map<Variable, number>();
  for (const vote of votes.values()) totals.set(vote.now, (totals.get(vote.now) ?? 0) + vote.count);
  // With the names changed everywhere, nothing else is different.
  const isSame = matching.a.hashes[0] === matching.b.hashes[0];
  return assign(candidates).map(({ a, b }) => {
    const x = old.variables[a] as Variable;
    const y = now.variables[b] as Variable;
    return judge(x, y, votes.get(a * width + b), totals.get(y) ?? 0, isSame);
  });
}

const isNameKept = (body: BodyMatch, { old, now }: Vote): boolean =>
  old.name === now.name || body.renames.get(old.name) === now.name;

/** The places of variables whose name no other variable of the function has. */
function onlyPlaces(fn: FunctionModel): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  fn.variables.forEach(({ name }, place) => {
    if (places.has(name)) repeated.add(name);
    places.set(name, place);
  });
  for (const name of repeated) places.delete(name);
  return places;
}

function countVotes(body: BodyMatch): Map<number, Vote> {
  const { old, now } = body;
  const place = (fn: FunctionModel): Map<Variable, number> =>
    new Map(fn.variables.map((variable, index) => [variable, index]));
  const oldIndex = place(old);
  const nowIndex = place(now);
  const votes = new Map<number, Vote>();
  for (const [from, to] of body.nodeMap) {
    if (from.type !== 'Identifier') continue;
    const x = variableAt(old, from);
    const y = variableAt(now, to);
    if (x === undefined || y === undefined) continue;
    const key = (oldIndex.get(x) as number) * now.variables.length + (nowIndex.get(y) as number);
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
  const { old, now } = body;
  const places = new Map<FunctionModel, number>();
  now.variables.forEach((variable, b) => {
    const held = heldFunction(variable, models.now);
    if (held !== undefined) places.set(held, b);
  });
  old.variables.forEach((variable, a) => {
    const held = heldFunction(variable, models.old);
    const b = places.get((held && functionFor(held)) as FunctionModel);
    if (b === undefined) return;
    const key = a * now.variables.length + b;
    const vote = votes.get(key) ?? {
      old: variable,
      now: now.variables[b] as Variable,
      count: 0,
      declared: false,
    };
    vote.count += FUNCTION_VOTES;
    vote.declared = true;
    votes.set(key, vote);
  });
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

/** Says for each variable of the new function where its value comes from. */
export function sourcesOf(
  pairs: readonly VariablePair[],
  old: FunctionModel,
  now: FunctionModel,
  model: SourceModel,
  at: PointMatch | undefined,
): VariableMatch[] {
  const kept = new Map(pairs.map((pair) => [pair.now, pair]));
  // Where a variable went missing, a new one may be that one under another name.
  const hasOrphan = old.variables.length > pairs.length;
  return now.variables.map((variable) => {
    const pair = kept.get(variable);
    if (pair !== undefined) {
      const { confidence, reason } = pair;
      return { now: variable.key, from: { kind: 'kept', old: pair.old.key }, confidence, reason };
    }
    const fresh = newVariable(variable, now, model, kept, at);
    if (fresh.from.kind !== 'question' && hasOrphan && fresh.confidence < 1) {
      fresh.confidence = Math.min(fresh.confidence, 0.9);
    }
    return { now: variable.key, ...fresh };
  });
}

type Sourced = { from: VariableSource; confidence: number; reason: string };

const UNDEFINED: VariableSource = { kind: 'expression', text: 'undefined' };
const INITIALISER: VariableSource = { kind: 'initialiser' };

function newVariable(
  variable: Variable,
  now: FunctionModel,
  model: SourceModel,
  kept: ReadonlyMap<Variable, unknown>,
  at: PointMatch | undefined,
): Sourced {
  if (!variable.declaration.references.some((reference) => reference.isRead())) {
    return { from: UNDEFINED, confidence: 1, reason: 'never read' };
  }
  const need = at === undefined ? 'needed' : needAt(variable, at);
  if (need === 'declared-later') {
    return { from: INITIALISER, confidence: 1, reason: 'declared behind this point' };
  }
  if (need === 'not-read') {
    return { from: UNDEFINED, confidence: 0.99, reason: 'not read from this point on' };
  }
  return computed(variable, now, model, kept, new Set());
}

function computed(
  variable: Variable,
  now: FunctionModel,
  model: SourceModel,
  kept: ReadonlyMap<Variable, unknown>,
  open: Set<Variable>,
): Sourced {
  const initialiser = initialiserOf(variable);
  switch (initialiser.kind) {
    case 'hoisted':
      return { from: INITIALISER, confidence: 0.98, reason: 'a function declaration' };
    case 'none': {
      if (!variable.assigned) return { from: INITIALISER, confidence: 0.99, reason: 'undefined' };
      const why = `${variable.name} is declared without a value and assigned later`;
      return question(why, 'undefined');
    }
    case 'outside':
      return question(`the value of ${variable.name} comes from ${initialiser.what}`, 'undefined');
    case 'value':
  }
  const text = model.text.slice(initialiser.value.start, initialiser.value.end);
  const reads = readsOf(initialiser.value);
  if (reads === undefined) {
    return question(`the initialiser of ${variable.name} does more than read`, text);
  }
  open.add(variable);
  let confidence = variable.assigned ? 0.95 : 0.98;
  for (const read of reads) {
    const source = variableAt(now, read);
    if (source === undefined) continue; // of an outer function, the module or the world
    if (source.assigned) confidence = Math.min(confidence, 0.9);
    if (kept.has(source)) continue;
    const inner = open.has(source) ? undefined : computed(source, now, model, kept, open);
    if (inner?.from.kind !== 'initialiser') {
      return question(`${variable.name} starts from ${source.name}, which has no value`, text);
    }
    confidence = Math.min(confidence, inner.confidence);
  }
  const reason = reads.length === 0 ? 'a literal' : 'only reads what is kept';
  return { from: INITIALISER, confidence, reason };
}

function question(why: string, proposed: string): Sourced {
  return { from: { kind: 'question', proposed, why }, confidence: 0.3, reason: why };
}
