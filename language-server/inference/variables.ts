import type { FunctionModel, SourceModel, Variable } from '../../program-model/model/types.js';
import { initialiserOf, readsOf } from './initialisers.js';
import { needAt } from './liveness.js';
import { partOf } from './parts.js';
import { variableAt } from './references.js';
import type { PointMatch, VariableMatch, VariableSource } from './types.js';
import type { VariablePair } from './variable-pairs.js';

export interface SourcesInput {
  pairs: readonly VariablePair[];
  old: FunctionModel;
  /** The old version's. */
  oldText: string;
  now: FunctionModel;
  /** Of the new version. */
  model: SourceModel;
  /** Where the activation goes on. */
  at: PointMatch | undefined;
  /** What loops of another kind give. */
  carried: ReadonlyMap<Variable, VariableSource> | undefined;
  /** The same for those that have no value yet where an iteration has only begun. */
  begun?: ReadonlyMap<Variable, VariableSource> | undefined;
}

/** Says for each variable of the new function where its value comes from. */
export function sourcesOf(input: SourcesInput): VariableMatch[] {
  const { pairs, old, now } = input;
  const kept = new Map(pairs.map((pair) => [pair.now, pair]));
  // Where a variable went missing, a new one may be that one under another name.
  const hasOrphan = old.variables.length > pairs.length;
  return now.variables.map((variable) => {
    const from = input.begun?.get(variable);
    if (from) return { now: variable.key, from, confidence: 0.97, reason: ITERATING };
    const pair = kept.get(variable);
    if (pair !== undefined) {
      const { confidence, reason } = pair;
      return { now: variable.key, from: { kind: 'kept', old: pair.old.key }, confidence, reason };
    }
    const fresh = newVariable(variable, input, kept);
    if (fresh.from.kind !== 'question' && hasOrphan && fresh.confidence < 1) {
      fresh.confidence = Math.min(fresh.confidence, 0.9);
    }
    return { now: variable.key, ...fresh };
  });
}

type Sourced = { from: VariableSource; confidence: number; reason: string };

const ITERATING = 'from the iteration that is under way';
const UNDEFINED: VariableSource = { kind: 'expression', text: 'undefined' };
const INITIALISER: VariableSource = { kind: 'initialiser' };

function newVariable(
  variable: Variable,
  { old, oldText, now, model, at, carried }: SourcesInput,
  kept: ReadonlyMap<Variable, unknown>,
): Sourced {
  // The module's bindings may be read from outside: exports, later code.
  const isModule = now.index === 0;
  if (!isModule && !variable.declaration.references.some((reference) => reference.isRead())) {
    // A later version may read it, and it may be a lost one.
    return { from: UNDEFINED, confidence: 0.99, reason: 'never read' };
  }
  const need = at === undefined ? 'needed' : needAt(variable, at);
  if (need === 'declared-later') {
    return { from: INITIALISER, confidence: 1, reason: 'declared behind this point' };
  }
  if (need === 'not-read') {
    return { from: UNDEFINED, confidence: 0.99, reason: 'not read from this point on' };
  }
  const from = carried?.get(variable);
  if (from?.kind === 'question') return question(from.why, from.proposed ?? 'undefined');
  if (from !== undefined) {
    return { from, confidence: 0.97, reason: ITERATING };
  }
  const own = computed(variable, now, model, kept, new Set());
  if (own.from.kind !== 'question') return own;
  if (need === 'assigned-first') {
    return { from: UNDEFINED, confidence: 0.99, reason: 'given a value before it is read' };
  }
  const part = partOf(variable, { fn: now, text: model.text }, { fn: old, text: oldText });
  if (part === undefined) return own;
  if (!part.isSure) return question(part.why, part.text);
  return { from: { kind: 'expression', text: part.text }, confidence: 0.9, reason: part.why };
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
      // Which function is new is itself only inferred.
      return { from: INITIALISER, confidence: 0.94, reason: 'a function declaration' };
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
