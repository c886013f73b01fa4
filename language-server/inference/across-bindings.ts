import type { SourceModel, Variable } from '../../program-model/model/types.js';
import { initialiserOf, isLinked } from './initialisers.js';
import type { Correspondence } from './types.js';

/** A module's binding that another module declares now. */
export interface MovedBinding {
  from: { id: string; variable: Variable };
  to: { id: string; variable: Variable };
  confidence: number;
  reason: string;
}

interface Declared {
  id: string;
  variable: Variable;
  /** The initialiser's text without white space; undefined for `let x;`. */
  text: string | undefined;
}

/** What is known of one file: its models and, where it has two, what corresponds in it. */
export interface FileChange {
  id: string;
  old?: SourceModel;
  now?: SourceModel;
  correspondence?: Correspondence;
}

/**
 * Finds module state that is declared in another file now. A binding that its old file imports now
 * counts as gone from there. Functions and classes are matched by their code, not here.
 */
export function findMovedBindings(files: readonly FileChange[]): MovedBinding[] {
  const gone = files.flatMap(goneFrom);
  const come = groupByName(files.flatMap(cameTo));
  const found: MovedBinding[] = [];
  const byName = groupByName(gone);
  for (const [name, left] of byName) {
    const right = come.get(name) ?? [];
    // Of several with one name, only equal initialisers tell which is which.
    for (const from of left) {
      const there = right.filter((to) => to.id !== from.id);
      const equal = there.filter((to) => to.text === from.text);
      const [to] = equal.length > 0 ? equal : there;
      if (to === undefined) continue;
      const isOnly = left.length === 1 && there.length === 1;
      const isEqual = equal.length === 1 && left.every((l) => l === from || l.text !== from.text);
      if (!isOnly && !isEqual) continue;
      const confidence = isEqual ? (isOnly ? 0.98 : 0.95) : 0.8;
      const reason = isEqual ? 'same name and initialiser' : 'same name, another initialiser';
      found.push({ from, to, confidence, reason });
    }
  }
  return found;
}

function groupByName(list: readonly Declared[]): Map<string, Declared[]> {
  const groups = new Map<string, Declared[]>();
  for (const item of list) {
    const group = groups.get(item.variable.name);
    if (group === undefined) groups.set(item.variable.name, [item]);
    else group.push(item);
  }
  return groups;
}

/** Bindings of the old version that the new version of the file does not declare itself. */
function goneFrom({ id, old, correspondence: c }: FileChange): Declared[] {
  if (old === undefined) return [];
  const now = new Map(c?.now.functions[0]?.variables.map((v) => [v.key, v]));
  const kept = new Set<string>();
  for (const match of c?.mapVariables(0, 0) ?? []) {
    const variable = now.get(match.now);
    if (match.from.kind === 'kept' && variable && isState(variable)) kept.add(match.from.old);
  }
  return stateOf(id, old).filter(({ variable }) => !kept.has(variable.key));
}

function cameTo({ id, now, correspondence: c }: FileChange): Declared[] {
  if (now === undefined) return [];
  const old = new Map(c?.old.functions[0]?.variables.map((v) => [v.key, v]));
  const known = new Set<string>();
  for (const match of c?.mapVariables(0, 0) ?? []) {
    const before = match.from.kind === 'kept' ? old.get(match.from.old) : undefined;
    if (before !== undefined && isState(before)) known.add(match.now);
  }
  return stateOf(id, now).filter(({ variable }) => !known.has(variable.key));
}

/** A module's variables that hold state of their own: neither imports nor functions nor classes. */
function stateOf(id: string, model: SourceModel): Declared[] {
  return (model.functions[0]?.variables ?? [])
    .filter((variable) => isState(variable) && !holdsFunction(model, variable))
    .map((variable) => ({ id, variable, text: initialiserText(model, variable) }));
}

/** Whether a variable is neither imported (also by `require`), nor a function or a class. */
export function isState(variable: Variable): boolean {
  if (!['var', 'let', 'const'].includes(variable.kind)) return false;
  const first = initialiserOf(variable);
  return (first.kind === 'none' || first.kind === 'value') && !isLinked(variable);
}

function holdsFunction(model: SourceModel, variable: Variable): boolean {
  const first = initialiserOf(variable);
  if (first.kind !== 'value') return false;
  return model.functionOf.has(first.value) || first.value.type === 'ClassExpression';
}

function initialiserText(model: SourceModel, variable: Variable): string | undefined {
  const first = initialiserOf(variable);
  if (first.kind !== 'value') return undefined;
  return model.text.slice(first.value.start, first.value.end).replace(/\s+/g, '');
}
