import type { Scope, ScopeManager } from 'eslint-scope';
import type { ESTree, Node } from './estree.js';
import { parseModule, type ModuleFormat } from './parse.js';
import { findObstacles } from './obstacles.js';
import { listPoints } from './points.js';
import { References } from './references.js';
import { FunctionTable } from './function-table.js';
import type { FunctionDetails } from './modelled-function.js';
import type { FunctionModel, SourceModel } from './types.js';
import { listVariables, scopeOwner, scopesByOwner, VariableTable } from './variables.js';
import { ProgramWalk, type Walked } from './walk.js';

export * from './types.js';
export { ModuleSyntaxError, parseModule, type ModuleFormat, type ParsedModule } from './parse.js';
export { assignedName } from './functions.js';
export { functionScope, owningFunction } from './variables.js';
export { followEdit } from './follow/index.js';
export type { References } from './references.js';
export { callPosition } from './positions.js';
export { nextPoint } from './next-point.js';
export { isListed, whyHard } from './points.js';
export { entersByFrame, firstMovedParameter, isMovedParameter } from './parameters.js';
export {
  childrenOf,
  isClassNode,
  isFunctionNode,
  isLoop,
  type ClassNode,
  type ESTree,
  type FunctionNode,
  type LoopNode,
  type Node,
} from './estree.js';

/** A source model with the look-up tables that emission needs. */
export interface FullSourceModel extends SourceModel {
  variableOf: VariableTable;
  /** A function's own nodes, without those of nested functions, in source order. */
  nodesOf(index: number): readonly Node[];
  /** Those of them that can be obstacles. */
  tellingOf(index: number): readonly Node[];
  /** The scopes of a function's own code. */
  scopesOf(index: number): readonly Scope[];
  /** The functions directly inside each function. */
  nestedIn: FunctionModel[][];
  /** The variable that an identifier reads or writes; globals are not listed. */
  readonly referenceOf: References;
}

/**
 * Models a module text: functions, continuation points, variables.
 *
 * @throws ModuleSyntaxError when the text does not parse
 */
export function modelSource(input: {
  id: string;
  text: string;
  format: ModuleFormat;
  /** Every statement is to be a continuation point. */
  statements?: boolean;
}): FullSourceModel {
  const { id, text, format, statements = false } = input;
  const { ast, scopes } = parseModule(id, text, format);
  const found = new ProgramWalk().program(ast).found();
  return completeModel({ id, text, format, statements }, { ast, scopes, ...found });
}

/** What a model is made of. */
export interface ModelParts extends Walked {
  ast: ESTree.Program;
  scopes: ScopeManager;
}

/** Makes a model of a text whose tree, scopes and functions are known. */
export function completeModel(
  { id, text, format, statements }: Pick<SourceModel, 'id' | 'text' | 'format' | 'statements'>,
  { ast, scopes, functions, classes, nodesOf, tellingOf }: ModelParts,
): FullSourceModel {
  let references: References | undefined;
  let groups: Scope[][] | undefined;
  const model: FullSourceModel = {
    id,
    text,
    format,
    statements,
    ast,
    scopes,
    functions,
    classes,
    functionOf: new FunctionTable(functions),
    nodesOf: (index) => nodesOf[index] ?? [],
    tellingOf: (index) => tellingOf[index] ?? [],
    scopesOf: (index) => (groups ??= scopesByOwner(model))[index] ?? [],
    variableOf: new VariableTable((scope) => scopeOwner(model, scope)),
    nestedIn: functions.map(() => []),
    get referenceOf() {
      return (references ??= new References(this));
    },
  };
  const details: FunctionDetails = {
    variablesOf: (fn) => listVariables(model, fn),
    pointsOf: (fn) => listPoints(fn, model.nodesOf(fn.index), text, statements),
  };
  for (const fn of functions) {
    fn.belongTo(details);
    model.nestedIn[fn.parent]?.push(fn);
  }
  const [top] = functions;
  if (top) top.async = model.nodesOf(0).some(isAwaiting);
  findObstacles(model, tellingOf, model.nestedIn);
  return model;
}

const isAwaiting = (node: Node): boolean =>
  node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
