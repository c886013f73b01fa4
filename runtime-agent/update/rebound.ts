import type { Correspondence } from '../../language-server/inference/index.js';
import type {
  FunctionModel,
  Node,
  SourceModel,
  Variable,
} from '../../program-model/model/index.js';

/**
 * The old functions in which a name means another variable now: what the module declared itself and
 * imports today, say, or what an outer function has come to declare too. Their code is another, though
 * their text is not.
 */
export function reboundFunctions(c: Correspondence): Set<number> {
  const found = new Set<number>();
  const oldOf = new Map(c.functions.map(({ old, now }) => [now ?? -1, old] as const));
  for (const variable of leaving(c)) {
    for (const fn of usersOf(c.old, variable)) found.add(fn);
  }
  for (const variable of coming(c)) {
    for (const fn of usersOf(c.now, variable)) {
      const old = oldOf.get(fn);
      if (old !== undefined) found.add(old);
    }
  }
  found.delete(0);
  return found;
}

/** Old variables that the functions' counterparts do not declare, or declare anew. */
function* leaving(c: Correspondence): Generator<Variable> {
  const anew = new Set<string>();
  for (const { now, from } of c.mapVariables(0, 0)) {
    if (from.kind !== 'kept') anew.add(now.slice(0, now.lastIndexOf('@')));
  }
  for (const variable of c.old.functions[0]?.variables ?? []) {
    if (anew.has(variable.name)) yield variable;
  }
  for (const { old, now, changed } of c.functions) {
    const fn = changed ? c.old.functions[old ?? -1] : undefined;
    if (fn) yield* without(fn, c.now.functions[now ?? -1]);
  }
}

/** New variables that the functions' counterparts did not declare. */
function* coming(c: Correspondence): Generator<Variable> {
  for (const { old, now, changed } of c.functions) {
    const fn = changed || old === undefined ? c.now.functions[now ?? -1] : undefined;
    if (fn) yield* without(fn, c.old.functions[old ?? -1]);
  }
}

/** The captured variables of a function whose names its counterpart does not know. */
function without(fn: FunctionModel, other: FunctionModel | undefined): Variable[] {
  const names = new Set(other?.variables.map(({ name }) => name));
  return fn.variables.filter(({ name, captured }) => captured && !names.has(name));
}

/** The functions that use a variable, and those around them up to the one that declares it. */
function* usersOf(model: SourceModel, variable: Variable): Generator<number> {
  const { scopeNode, declaration } = variable;
  for (const { identifier } of declaration.references) {
    for (let at = identifier as Node | null; at && at !== scopeNode; at = at.parent) {
      const fn = model.functionOf.get(at);
      if (fn) yield fn.index;
    }
  }
}
