import type { FunctionNode } from '../estree.js';
import { FunctionTable } from '../function-table.js';
import { findObstacles } from '../obstacles.js';
import { loneProgram } from '../follow/lone-program.js';
import { scopeOptions } from '../parse.js';
import { analyseScopes } from '../scope-analysis.js';
import { chartedFunction, isContained, nameUses, type Chart } from './chart.js';
import { forgetModel } from './forget-model.js';
import type { FunctionModel } from '../types.js';
import { ProgramWalk } from '../walk.js';

/**
 * Looks through a function that has just been parsed.
 *
 * @returns undefined for one that concerns the code around it by more than the names that it uses; its nodes are then as
 *   they were
 */
export function chartFunction(
  text: string,
  node: FunctionNode,
  isStrict: boolean,
): Chart | undefined {
  const program = loneProgram(node, isStrict);
  const manager = analyseScopes(program, { ...scopeOptions('commonjs'), nodejsScope: false });
  const { functions, tellingOf } = new ProgramWalk(text).program(program).found();
  const nestedIn: FunctionModel[][] = functions.map(() => []);
  for (const fn of functions) nestedIn[fn.parent]?.push(fn);
  findObstacles({
    functions,
    functionOf: new FunctionTable(functions),
    scopes: manager,
    scopesOf: () => [],
    tellingOf: (index) => tellingOf[index] ?? [],
    nestedIn,
  });
  const [, ...own] = functions;
  if (!own.every(isContained)) {
    forgetModel(node);
    return undefined;
  }
  const top = manager.scopes.find(({ block }) => block !== (program as unknown));
  return {
    functions: own.map((fn) => chartedFunction(fn, 1)),
    names: nameUses(top?.through ?? []),
  };
}
