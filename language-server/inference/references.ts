import type { FunctionModel, Variable } from '../../program-model/model/types.js';
import type { Syntax } from './syntax.js';

const tables = new WeakMap<FunctionModel, Map<Syntax, Variable>>();

/** The variable of `fn` that an identifier stands for, declarations included. */
export function variableAt(fn: FunctionModel, identifier: Syntax): Variable | undefined {
  return tableOf(fn).get(identifier);
}

function tableOf(fn: FunctionModel): Map<Syntax, Variable> {
  let table = tables.get(fn);
  if (table === undefined) {
    table = new Map();
    for (const variable of fn.variables) {
      for (const node of variable.declaration.identifiers) table.set(node, variable);
      for (const reference of variable.declaration.references) {
        table.set(reference.identifier as Syntax, variable);
      }
    }
    tables.set(fn, table);
  }
  return table;
}
