import type { Correspondence } from '../../language-server/inference/index.js';
import type { Node, Variable } from '../../program-model/model/index.js';

/**
 * The old functions in which a name of the module's scope means another binding now: what the module
 * declared itself and imports today, say. Their code is another, though their text is not.
 */
export function reboundFunctions(c: Correspondence): Set<number> {
  const names = new Set<string>();
  for (const { now, from } of c.mapVariables(0, 0)) {
    if (from.kind !== 'kept') names.add(now.slice(0, now.lastIndexOf('@')));
  }
  const found = new Set<number>();
  for (const variable of c.old.functions[0]?.variables ?? []) {
    if (!names.has(variable.name)) continue;
    for (const fn of usersOf(c, variable)) found.add(fn);
  }
  found.delete(0);
  return found;
}

function* usersOf(c: Correspondence, variable: Variable): Generator<number> {
  for (const { identifier } of variable.declaration.references) {
    for (let at = identifier as Node | null; at; at = at.parent) {
      const fn = c.old.functionOf.get(at);
      if (fn) yield fn.index;
    }
  }
}
