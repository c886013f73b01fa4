import type { Variable as ScopeVariable } from 'eslint-scope';
import type { Node } from './estree.js';
import { parseModule, type ModuleFormat } from './parse.js';
import { findObstacles } from './obstacles.js';
import { listPoints } from './points.js';
import type { FunctionModel, SourceModel, Variable } from './types.js';
import { assignVariables } from './variables.js';
import { walkProgram } from './walk.js';

export * from './types.js';
export { ModuleSyntaxError, parseModule, type ModuleFormat, type ParsedModule } from './parse.js';
export { assignedName } from './functions.js';
export { functionScope, owningFunction } from './variables.js';
export { callPosition } from './positions.js';
export { isListed, whyHard } from './points.js';
export { entersByFrame, firstMovedParameter, isMovedParameter } from './parameters.js';
export {
  childrenOf,
  isFunctionNode,
  isLoop,
  type ESTree,
  type FunctionNode,
  type LoopNode,
  type Node,
} from './estree.js';

/** A source model with the look-up tables that emission needs. */
export interface FullSourceModel extends SourceModel {
  variableOf: Map<ScopeVariable, Variable>;
  /** Each function's own nodes, without those of nested functions, in source order. */
  nodesOf: Node[][];
  /** The functions directly inside each function. */
  nestedIn: FunctionModel[][];
  /** The variable that an identifier reads or writes; globals are not listed. */
  readonly referenceOf: ReadonlyMap<Node, Variable>;
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
  const { functions, nodesOf, tellingOf } = walkProgram(ast);
  const functionOf = new Map<Node, FunctionModel>(functions.map((fn) => [fn.node, fn]));
  let references: Map<Node, Variable> | undefined;
  const model: FullSourceModel = {
    id,
    text,
    format,
    statements,
    ast,
    scopes,
    functions,
    functionOf,
    nodesOf,
    variableOf: new Map(),
    nestedIn: functions.map(() => []),
    get referenceOf() {
      return (references ??= referencesIn(this.variableOf));
    },
  };
  for (const fn of functions) model.nestedIn[fn.parent]?.push(fn);
  const [top] = functions;
  if (top) top.async = (nodesOf[0] ?? []).some(isAwaiting);
  model.variableOf = assignVariables(model);
  findObstacles(model, tellingOf, model.nestedIn);
  for (const fn of functions) fn.points = listPoints(fn, nodesOf[fn.index] ?? [], text, statements);
  return model;
}

/** What each identifier reads or writes: only emission asks, so the list is made when it does. */
function referencesIn(variables: ReadonlyMap<ScopeVariable, Variable>): Map<Node, Variable> {
  const found = new Map<Node, Variable>();
  for (const [declared, variable] of variables) {
    for (const { identifier } of declared.references) found.set(identifier as Node, variable);
  }
  return found;
}

const isAwaiting = (node: Node): boolean =>
  node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
