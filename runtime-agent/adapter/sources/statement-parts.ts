import type { Correspondence } from '../../../language-server/inference/index.js';
import type { FunctionModel, Node } from '../../../program-model/model/index.js';

/**
 * Where the first thing is that a declaration initialises, by what became of its variable. Where a declaration is
 * split, or joined with another one, its text as a whole corresponds to no statement, or to another variable's.
 */
export function declarationNow(
  correspondence: Correspondence,
  fn: FunctionModel,
  statement: Node,
): Node | undefined {
  if (statement.type !== 'VariableDeclaration') return undefined;
  const nowFn = correspondence.functionFor(fn.index)?.now;
  if (nowFn === undefined) return undefined;
  const declared = statement.declarations.find(({ init }) => init) ?? statement.declarations[0];
  if (declared?.id.type !== 'Identifier') return undefined;
  const label = `${declared.id.name}@${declared.id.start}`;
  const match = correspondence
    .mapVariables(fn.index, nowFn)
    .find(({ from }) => from.kind === 'kept' && from.old === label);
  const offset = Number(match?.now.slice(match.now.lastIndexOf('@') + 1) ?? NaN);
  const now = correspondence.now.functions[nowFn];
  const before = now?.points.filter(({ kind }) => kind === 'before').map(({ node }) => node) ?? [];
  return before.find(
    (node) =>
      node.type === 'VariableDeclaration' &&
      node.declarations.some(({ id }) => id.type === 'Identifier' && id.start === offset),
  );
}

/** Of statements that have become one: `const r = f(); return r;` → `return f();`. */
export function joinedWithPrevious(
  correspondence: Correspondence,
  fn: FunctionModel,
  statement: Node,
): Node | undefined {
  const list = statement.parent && 'body' in statement.parent ? statement.parent.body : undefined;
  const siblings: readonly Node[] =
    statement.parent?.type === 'SwitchCase'
      ? statement.parent.consequent
      : Array.isArray(list)
        ? list
        : [];
  for (let at = siblings.indexOf(statement) - 1; at >= 0; at -= 1) {
    const previous = siblings[at];
    if (!previous || previous.type === statement.type) return undefined;
    const now = correspondence.nodeMap(fn.index).get(previous);
    if (now) return now.type === statement.type ? now : undefined;
    // What one of several variables was for may be gone as well.
    if (previous.type !== 'VariableDeclaration') return undefined;
  }
  return undefined;
}
