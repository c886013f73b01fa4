import type { Scope, ScopeManager } from 'eslint-scope';
import type { ClassNode, ESTree, Node } from './estree.js';
import { parseModule, type ModuleFormat } from './parse.js';
import { findObstacles } from './obstacles.js';
import { listPoints } from './points.js';
import { References } from './references.js';
import { FunctionTable } from './function-table.js';
import type { FunctionDetails, ModelledFunction } from './modelled-function.js';
import type { FunctionModel, SourceModel } from './types.js';
import { listVariables, scopeOwner, scopesByOwner, VariableTable } from './variables.js';
import { ownNodes, ProgramWalk } from './walk.js';

export * from './types.js';
export { ModuleSyntaxError, parseModule, type ModuleFormat, type ParsedModule } from './parse.js';
export { assignedName } from './functions.js';
export { functionScope, owningFunction } from './variables.js';
export { namesThrough } from './follow/followed-scope.js';
export { chartSource, LARGE_TEXT, saveCharts } from './chart/index.js';
export { followEdit } from './follow/index.js';
export type { References } from './references.js';
export { callPosition } from './positions.js';
export { nextPoint } from './next-point.js';
export { isListed, whyHard } from './points.js';
export { changedName } from './own-facts.js';
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

/** A text that is to be modelled. */
export interface SourceInput {
  id: string;
  text: string;
  format: ModuleFormat;
  /** Every statement is to be a continuation point. */
  statements?: boolean;
}

/**
 * Models a module text: functions, continuation points, variables.
 *
 * @throws ModuleSyntaxError when the text does not parse
 */
export function modelSource(input: SourceInput): FullSourceModel {
  const { id, text, format, statements = false } = input;
  const { ast, scopes } = parseModule(id, text, format);
  const { functions, classes, tellingOf } = new ProgramWalk(text).program(ast).found();
  let groups: Scope[][] | undefined;
  const model = assembleModel(
    { id, text, format, statements },
    {
      ...{ ast, scopes, functions, classes },
      nodeOf: () => undefined,
      tellingOf: (index) => tellingOf[index] ?? [],
      scopesOf: (index) => (groups ??= scopesByOwner(model))[index] ?? [],
    },
  );
  findObstacles(model);
  return model;
}

/** What a model is made of. */
export interface ModelParts {
  ast: ESTree.Program;
  scopes: ScopeManager;
  functions: readonly ModelledFunction[];
  readonly classes: ClassNode[];
  /** The node of a function that was listed without it. */
  nodeOf(fn: FunctionModel): Node | undefined;
  tellingOf(index: number): readonly Node[];
  scopesOf(index: number): readonly Scope[];
}

type Source = Pick<SourceModel, 'id' | 'text' | 'format' | 'statements'>;

/** Makes a model of a text from what is known of it. Why functions can't be taken up is not found yet. */
export function assembleModel(
  { id, text, format, statements }: Source,
  parts: ModelParts,
): FullSourceModel {
  const { ast, scopes } = parts;
  const functions = [...parts.functions];
  const nodes: Node[][] = [];
  let references: References | undefined;
  const model: FullSourceModel = {
    id,
    text,
    format,
    statements,
    ast,
    scopes,
    functions,
    get classes() {
      return parts.classes;
    },
    functionOf: new FunctionTable(functions),
    nodesOf(index) {
      const fn = functions[index];
      return fn ? (nodes[index] ??= ownNodes(fn.node)) : [];
    },
    tellingOf: (index) => parts.tellingOf(index),
    scopesOf: (index) => parts.scopesOf(index),
    variableOf: new VariableTable((scope) => scopeOwner(model, scope)),
    nestedIn: functions.map(() => []),
    get referenceOf() {
      return (references ??= new References(this));
    },
  };
  const details: FunctionDetails = {
    nodeOf(fn) {
      const node = parts.nodeOf(fn);
      if (!node) throw new Error(`no node of ${fn.path}`);
      return node;
    },
    variablesOf: (fn) => listVariables(model, fn),
    pointsOf: (fn) => listPoints(fn, model.nodesOf(fn.index), text, statements),
  };
  for (const fn of parts.functions) {
    fn.belongTo(details);
    model.nestedIn[fn.parent]?.push(fn);
  }
  const [top] = functions;
  if (top) top.async = model.nodesOf(0).some(isAwaiting);
  return model;
}

const isAwaiting = (node: Node): boolean =>
  node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
