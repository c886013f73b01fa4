import { needAt } from '../../language-server/inference/liveness.js';
import type { FunctionModel, Node, Point, Variable } from '../../program-model/model/index.js';
import type { Route } from './route.js';
import type { Version } from './versions.js';

/**
 * Why a frame that is stopped in front of one statement of its function cannot go on in front of another.
 *
 * Nothing is run on the way, so whatever the place needs has to be there: loops and handlers that it lies
 * in have their state only if the frame is in them, and variables that it uses have to be initialised.
 *
 * @param from, to points of the kind `before`
 * @returns ends the sentence "The program cannot go on there: …"; undefined where it can
 */
export function whyNotJump(fn: FunctionModel, from: Point, to: Point): string | undefined {
  return (
    stateAround(fn, from.node, to.node) ??
    finallyAround(fn, from.node, to.node) ??
    variablesAt(fn, from.node, to)
  );
}

const contains = (outer: Node, inner: Node): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** A construct around the place that has begun only where the frame is inside of it. */
function stateAround(fn: FunctionModel, from: Node, to: Node): string | undefined {
  let child = to;
  for (let at = to.parent; at && child !== fn.node; child = at, at = at.parent) {
    if (contains(child, from)) return undefined;
    const what = stateOf(at, child);
    if (what !== undefined) return `it is inside ${what} that the program is not in`;
  }
  return undefined;
}

function stateOf(outer: Node, part: Node): string | undefined {
  switch (outer.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return 'a loop over items';
    case 'ForStatement':
      return outer.init ? 'a loop with a beginning' : undefined;
    case 'CatchClause':
      return 'a catch block';
    case 'TryStatement':
      return outer.finalizer === part ? 'a finally block' : undefined;
    case 'WithStatement':
      return 'a with block';
    default:
      return undefined;
  }
}

/** A `finally` block may end by returning or throwing what it was entered with. */
function finallyAround(fn: FunctionModel, from: Node, to: Node): string | undefined {
  let child = from;
  for (let at = from.parent; at && child !== fn.node; child = at, at = at.parent) {
    const isFinally = at.type === 'TryStatement' && at.finalizer === child;
    if (isFinally && !contains(child, to))
      return 'the program is in a finally block, which has to come to its end';
  }
  return undefined;
}

function variablesAt(fn: FunctionModel, from: Node, to: Point): string | undefined {
  for (const variable of fn.variables) {
    const { kind, name, captured } = variable;
    if (kind === 'param' || kind === 'var' || !isIn(variable, fn, to.node)) continue;
    const isEntered = !isIn(variable, fn, from);
    if (isEntered && (captured || kind === 'function'))
      return `it is in a block that has not begun, and functions share its ${name}`;
    if (kind === 'function' || variable.offset >= to.start) continue;
    const hasValue = !isEntered && isInitialised(variable, from);
    if (!hasValue && isNeeded(variable, fn, to)) return `${name} would have no value there`;
  }
  return undefined;
}

/** Whether a statement is in a variable's scope. */
const isIn = ({ scopeNode }: Variable, fn: FunctionModel, node: Node): boolean =>
  scopeNode === fn.node || (scopeNode !== node && contains(scopeNode, node));

/** Code comes to a statement past all declarations in front of it, but for those of other cases. */
function isInitialised({ offset, scopeNode, declaration }: Variable, from: Node): boolean {
  if (offset >= from.start) return false;
  if (scopeNode.type !== 'SwitchStatement') return true;
  const name = declaration.defs[0]?.name as Node | undefined;
  return scopeNode.cases.some(
    (part) => name !== undefined && contains(part, name) && contains(part, from),
  );
}

/** The module's bindings may be read from anywhere. */
const isNeeded = (variable: Variable, fn: FunctionModel, { key, node }: Point): boolean =>
  fn.kind === 'module' ||
  needAt(variable, { fn: fn.index, key, node, how: 'exact', confidence: 1, reason: '' }) ===
    'needed';

/** The way of a frame within its own version; everything is kept. */
export function jumpRoute(version: Version, fn: FunctionModel, from: Point, to: Point): Route {
  const { index } = fn;
  const place = { kind: to.kind, node: to.node, at: to.at };
  return {
    ...{ from: version, to: version, oldFn: index, fn: index },
    ...{ place, matches: [], hops: [], start: from.start },
  };
}
