import type { ESTree, FullSourceModel, FunctionModel, Node, Variable } from '../model/index.js';
import type { FunctionInfo } from './analysis.js';

/** The part of a function in which a moved declaration has not run yet. */
export interface DeadZone {
  owner: FunctionModel;
  /** Where the declaration ends. */
  end: number;
  /** Closures may read the variable inside the zone, so it starts with a value that tells. */
  guarded: boolean;
}

/** The dead zones of the declarations that a function's instrumented form moves to its top. */
export function findDeadZones(
  model: FullSourceModel,
  info: FunctionInfo,
  busy: ReadonlySet<Node>,
): [Variable, DeadZone][] {
  return info.hoisted.flatMap((variable): [Variable, DeadZone][] => {
    if (!['let', 'const', 'class'].includes(variable.kind)) return [];
    const declaration = declarationOf(variable);
    if (!declaration || declaration.type === 'ForOfStatement' || declaration.type === 'ForInStatement') {
      return [];
    }
    const guarded = variable.captured && isPreceded(model, info, variable, declaration, busy);
    return [[variable, { owner: info.fn, end: declaration.end, guarded }]];
  });
}

function declarationOf(variable: Variable): Node | undefined {
  const definition = variable.declaration.defs[0];
  const node = definition?.node as Node | undefined;
  if (node?.type === 'VariableDeclarator') {
    const loop = node.parent?.parent;
    const isHead =
      (loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') && loop.left === node.parent;
    return isHead ? loop : node;
  }
  return node;
}

/** Whether other code of the program can run while the scope exists and the variable does not. */
function isPreceded(
  model: FullSourceModel,
  info: FunctionInfo,
  variable: Variable,
  declaration: Node,
  busy: ReadonlySet<Node>,
): boolean {
  return (model.nodesOf[info.fn.index] ?? []).some(
    (node) =>
      busy.has(node) &&
      node.start >= variable.scopeStart &&
      node.start < declaration.end &&
      (node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'AwaitExpression') &&
      !isRequire(node),
  );
}

/** `require('x')` runs other modules, which do not have this one's functions yet. */
const isRequire = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  (node.callee as ESTree.Identifier).name === 'require' &&
  node.arguments[0]?.type === 'Literal';
