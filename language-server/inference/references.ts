import { knownReferences } from '../../program-model/model/follow/followed-scope.js';
import type { FunctionModel, Variable } from '../../program-model/model/types.js';
import type { Syntax } from './syntax.js';

/**
 * A function's variables, one for each declaring identifier. A class's own name is declared twice
 * at one place: around the class and inside it (ECMA-262, ClassDefinitionEvaluation).
 */
export function distinctVariables(fn: FunctionModel): readonly Variable[] {
  let list = distinct.get(fn);
  if (list === undefined) {
    list = [...firstAt(fn).values()];
    distinct.set(fn, list);
  }
  return list;
}

function firstAt(fn: FunctionModel): Map<number, Variable> {
  const byOffset = new Map<number, Variable>();
  for (const variable of fn.variables) {
    if (!byOffset.has(variable.offset)) byOffset.set(variable.offset, variable);
  }
  return byOffset;
}

const distinct = new WeakMap<FunctionModel, readonly Variable[]>();

/** The variable of `fn` that an identifier stands for, declarations included. */
export function variableAt(fn: FunctionModel, identifier: Syntax): Variable | undefined {
  const table = tableOf(fn);
  const found = table.of.get(identifier);
  if (found || identifier.type !== 'Identifier') return found;
  // It may stand in code that has been read since.
  return table.named
    .get(identifier.name)
    ?.find(({ declaration }) =>
      knownReferences(declaration).some((use) => use.identifier === identifier),
    );
}

interface Table {
  of: Map<Syntax, Variable>;
  named: Map<string, Variable[]>;
}

const tables = new WeakMap<FunctionModel, Table>();

function tableOf(fn: FunctionModel): Table {
  let table = tables.get(fn);
  if (table === undefined) {
    table = { of: new Map(), named: new Map() };
    const byOffset = firstAt(fn);
    for (const { offset, name, declaration } of fn.variables) {
      const variable = byOffset.get(offset) as Variable;
      const others = table.named.get(name);
      if (others) others.push(variable);
      else table.named.set(name, [variable]);
      for (const node of declaration.identifiers) table.of.set(node, variable);
      for (const { identifier } of knownReferences(declaration)) {
        table.of.set(identifier as Syntax, variable);
      }
    }
    tables.set(fn, table);
  }
  return table;
}
