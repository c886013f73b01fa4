import type { FunctionNode } from '../estree.js';
import { countUse, type Uses } from '../follow/followed-scope.js';
import { FunctionTable } from '../function-table.js';
import { findObstacles } from '../obstacles.js';
import { loneProgram } from '../follow/lone-program.js';
import { scopeOptions } from '../parse.js';
import { analyseScopes } from '../scope-analysis.js';
import { forgetModel } from './forget-model.js';
import { LEXICAL, type FunctionModel } from '../types.js';
import { ProgramWalk } from '../walk.js';

/** How the code of a function uses a name that it does not declare itself. */
export interface NameUse extends Uses {
  name: string;
}

/** All that there is to know of a function without its tree. */
export interface Chart {
  /** The function and those inside it, in order; their parents count from the function on. */
  functions: readonly FunctionModel[];
  names: readonly NameUse[];
}

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
  const uses = new Map<string, NameUse>();
  for (const reference of top?.through ?? []) {
    const { name } = reference.identifier;
    let use = uses.get(name);
    if (!use) uses.set(name, (use = { name, foreign: 0, writes: 0, assignments: 0 }));
    countUse(use, reference, -1, 1);
  }
  return { functions: own.map((fn) => fn.withoutTree()), names: [...uses.values()] };
}

const isContained = ({ obstacle, lexical }: FunctionModel): boolean =>
  (obstacle === undefined || obstacle.kind === 'closed') && (lexical & LEXICAL.with) === 0;
