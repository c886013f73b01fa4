import type { Scope, Variable as ScopeVariable } from 'eslint-scope';
import { isFunctionNode, type Node } from './estree.js';
import { isWritten, knownReferences, knownThrough, namesThrough } from './follow/followed-scope.js';
import type { FullSourceModel } from './index.js';
import { hasEffectsInHeader } from './parameters.js';
import type { FunctionModel, Obstacle, SourceModel } from './types.js';
import { functionScope, owningFunction } from './variables.js';

/** Whether a node can be a reason why its function's activations can't be taken up again. */
export function isTelling(node: Node): boolean {
  switch (node.type) {
    case 'CallExpression':
      return isDirectEval(node) || isSuperCall(node);
    case 'AssignmentExpression':
    case 'UpdateExpression':
      return isArguments(node.type === 'UpdateExpression' ? node.argument : node.left);
    case 'Super':
    case 'WithStatement':
      return true;
    case 'VariableDeclaration':
      return isUsing(node);
    default:
      return false;
  }
}

/**
 * Finds the functions whose activations can't be taken up again, and says why.
 *
 * - `native`: the function and all in it stay as the author wrote them. Its code can't be exchanged.
 * - `fixed`: the function's code can't be exchanged, but names in it may be.
 * - `closed`: calls go to the newest code, but a running activation is deferred.
 *
 * @throws {Error} for a module top that declares a variable by `using`: no part of it can be taken out
 */
export function findObstacles(
  model: ObstacleModel,
  { functions, scopes }: Looked = { functions: model.functions, scopes: model.scopes.scopes },
): void {
  for (const fn of functions) {
    if (fn.index === 0 && model.tellingOf(0).some(isUsing)) throw new Error(`its top ${USES}`);
    const why = whyNative(model, fn);
    if (why !== undefined) leaveNative(model, fn, why);
  }
  for (const fn of functions) {
    if (fn.obstacle || !callsSuperForOther(model, fn)) continue;
    fn.obstacle = CALLS_SUPER;
  }
  const declarations = nestedDeclarations(model, scopes);
  for (const fn of functions) {
    const why = fn.obstacle ? undefined : whyClosed(model, fn, declarations.get(fn) ?? []);
    if (why === undefined) continue;
    const kind = hasEffectsInHeader(fn.node) ? 'native' : 'closed';
    if (kind === 'native') leaveNative(model, fn, why);
    else fn.obstacle = { kind, why };
  }
}

/** What is looked through for obstacles: those of other functions are known. */
interface Looked {
  functions: readonly FunctionModel[];
  scopes: readonly Scope[];
}

/** The model as far as it is there when obstacles are looked for. */
export type ObstacleModel = Pick<
  FullSourceModel,
  'functions' | 'functionOf' | 'scopes' | 'scopesOf' | 'tellingOf' | 'nestedIn'
>;

const CALLS_SUPER: Obstacle = {
  kind: 'fixed',
  why: 'an arrow function calls super for its constructor',
};

/** An arrow function that calls `super(…)`, or a constructor or arrow function around one. */
export function callsSuperForOther(model: ObstacleModel, fn: FunctionModel): boolean {
  if (fn.kind === 'arrow' && model.tellingOf(fn.index).some(isSuperCall)) return true;
  return (model.nestedIn[fn.index] ?? []).some(
    (nested) => nested.kind === 'arrow' && callsSuperForOther(model, nested),
  );
}

/** A declaration whose variables are disposed of when their block ends (ECMA-262 2027, 14.3.1). */
const isUsing = (node: Node): boolean =>
  node.type === 'VariableDeclaration' && node.kind.endsWith('using');

const USES = 'declares a variable by using, which is disposed of when its block ends';

const isArguments = (target: Node): boolean =>
  target.type === 'Identifier' && target.name === 'arguments';

const isSuperCall = (node: Node): boolean =>
  node.type === 'CallExpression' && node.callee.type === 'Super';

/** Code that names variables only when it runs needs all that it can see as it was written. */
function leaveNative(model: ObstacleModel, fn: FunctionModel, why: string): void {
  const native: Obstacle = { kind: 'native', why };
  const leaveInside = (at: FunctionModel): void => {
    at.obstacle = native;
    for (const nested of model.nestedIn[at.index] ?? []) leaveInside(nested);
  };
  let outermost = fn;
  for (let at = model.functions[fn.parent]; at && at.index !== 0; at = model.functions[at.parent]) {
    outermost = at;
  }
  if (outermost.index !== 0) leaveInside(outermost);
  const [top] = model.functions;
  const isInBlock = outermost.index === 0 || !isDirectlyInTop(outermost.node);
  if (top && isInBlock) top.obstacle = { kind: 'closed', why };
}

/** Whether only statements without variables of their own lie between a function and the module top. */
function isDirectlyInTop(node: Node): boolean {
  for (let at = node.parent; at && at.type !== 'Program'; at = at.parent) {
    if (/Block|^For|Switch|Catch|Class/.test(at.type)) return false;
  }
  return true;
}

export function whyNative(model: ObstacleModel, fn: FunctionModel): string | undefined {
  for (const node of model.tellingOf(fn.index)) {
    if (isDirectEval(node)) return 'it calls eval, which sees its variables by name';
    if (node.type === 'WithStatement') return 'it contains a with statement';
    if (isUsing(node)) return `it ${USES}`;
  }
  const scope = fn.index === 0 ? undefined : functionScope(model, fn.node);
  const names = scope?.set.get('arguments');
  if (names && names.defs.length > 0) return 'it declares a variable named arguments';
  if (hasTwins(fn.node)) return 'it has two parameters of one name';
  if (hasParameterConflict(fn, scope?.variables ?? [], scope ? knownThrough(scope) : [], model)) {
    return 'its parameters and its body mean different variables by one name';
  }
  return undefined;
}

/** Only sloppy functions may have them, and methods may not. */
const hasTwins = (node: Node): boolean => {
  if (!isFunctionNode(node)) return false;
  if (node.params.length < 2) return false;
  const names = node.params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : []));
  return new Set(names).size < names.length;
};

const isDirectEval = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  !node.optional &&
  node.callee.type === 'Identifier' &&
  node.callee.name === 'eval';

/**
 * Whether binding the parameters in the body would let them see the body's variables. No function of a parameter list is
 * read only later.
 */
function hasParameterConflict(
  fn: FunctionModel,
  variables: readonly ScopeVariable[],
  through: readonly { identifier: { name: string } }[],
  model: ObstacleModel,
): boolean {
  const { node } = fn;
  // Plain names use no variables.
  if (!isFunctionNode(node) || node.params.every(({ type }) => type === 'Identifier')) return false;
  const from = node.body.start;
  const inBody = new Set(
    variables
      .filter((variable) => variable.identifiers.some((id) => (id as Node).start >= from))
      .map((variable) => variable.name),
  );
  if (inBody.size === 0) return false;
  if (
    through.some(({ identifier }) => isInHeader(identifier as Node) && inBody.has(identifier.name))
  )
    return true;
  return variables.some(
    (variable) =>
      inBody.has(variable.name) &&
      knownReferences(variable).some(
        ({ identifier }) =>
          isInHeader(identifier as Node) && owningFunction(model, identifier as Node) !== fn,
      ),
  );

  function isInHeader(at: Node): boolean {
    return at.start >= node.start && at.start < from;
  }
}

export function whyClosed(
  model: ObstacleModel,
  fn: FunctionModel,
  declarations: readonly NestedDeclaration[],
): string | undefined {
  const own = model.tellingOf(fn.index);
  if (fn.derived && !hasSimpleSuper(own, fn.node)) {
    return 'its call of super is not a statement of its own';
  }
  const assigns = ({ type }: Node): boolean => /^(Assignment|Update)Expression$/.test(type);
  if (own.some(assigns)) return 'it assigns to arguments';
  if (declarations.some(({ isTop, declared }) => isTop && isComplex(fn, declared))) {
    return 'it declares a function that it assigns, or declares twice';
  }
  for (const { isTop, declared, scope } of declarations) {
    if (isTop) continue;
    if (isWritten(declared)) return 'it assigns to a function that a block declares';
    if (!scope.isStrict && isSeenOutside(model, fn, declared.name)) {
      return 'it uses a function outside of the block that declares it';
    }
  }
  return undefined;
}

/** Whether a derived constructor's `this` exists from one of its statements on. */
function hasSimpleSuper(own: readonly Node[], node: Node): boolean {
  const calls = own.filter(
    ({ type, parent }) => type === 'Super' && parent?.type === 'CallExpression',
  );
  const statement = calls[0]?.parent?.parent;
  return (
    calls.length === 1 &&
    statement?.type === 'ExpressionStatement' &&
    isFunctionNode(node) &&
    statement.parent === node.body
  );
}

/** A function that a declaration makes. */
export interface NestedDeclaration {
  declared: ScopeVariable;
  scope: Scope;
  isTop: boolean;
}

const isFunction = ({ defs }: ScopeVariable): boolean =>
  defs.some(({ type }) => type === 'FunctionName');

/** The function declarations in each function's own code. */
export function nestedDeclarations(
  model: Pick<SourceModel, 'functions' | 'functionOf'>,
  scopes: Iterable<Scope>,
): Map<FunctionModel, NestedDeclaration[]> {
  const found = new Map<FunctionModel, NestedDeclaration[]>();
  for (const scope of scopes) {
    if (scope.type === 'function-expression-name' || !scope.variables.some(isFunction)) continue;
    const declared = scope.variables.filter(isFunction);
    const fn = owningFunction(model, scope.block);
    const isTop = scope.block === fn.node;
    const list = found.get(fn) ?? [];
    found.set(fn, list);
    list.push(...declared.map((item) => ({ declared: item, scope, isTop })));
  }
  return found;
}

/** The functions of a module's top level stand outside of any `try`. */
const isComplex = (fn: FunctionModel, declared: ScopeVariable): boolean =>
  fn.index !== 0 && (declared.defs.length > 1 || isWritten(declared));

/** Sloppy code also gives a block's function to the function around it (ECMA-262 B.3.2). */
function isSeenOutside(model: ObstacleModel, fn: FunctionModel, name: string): boolean {
  const scope = functionScope(model, fn.node);
  if (!scope) return false;
  return (scope.set.get(name)?.defs.length ?? 0) > 0 || namesThrough(scope).has(name);
}
