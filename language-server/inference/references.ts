import type { FunctionModel, Variable } from '../../program-model/model/types.js';
import type { Syntax } from './syntax.js';

const tables = new WeakMap<FunctionModel, Map<Syntax, Variable>>();

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
  return tableOf(fn).get(identifier);
}

function tableOf(fn: FunctionModel): Map<Syntax, Variable> {
  let table = tables.get(fn);
  if (table === undefined) {
    table = new Map();
    const byOffset = firstAt(fn);
    for (const { offset, declaration } of fn.variables) {
      const variable = byOffset.get(offset) as Variable;
      for (const node of declaration.identifiers) table.set(node, variable);
      for (const reference of declaration.references) {
        table.set(reference.identifier as Syntax, variable);
      }
    }
    tables.set(fn, table);
  }
  return table;
}
