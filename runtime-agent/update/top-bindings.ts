import type { Node, Variable } from '../../program-model/model/index.js';
import type { Version } from './versions.js';

/** What a module exports by default. */
export function defaultOf({ model }: Version): Node | undefined {
  const item = model.ast.body.find(({ type }) => type === 'ExportDefaultDeclaration');
  return item?.type === 'ExportDefaultDeclaration' ? (item.declaration as Node) : undefined;
}

/** Whether a default export has a binding of its own that code can assign: not that of a declaration. */
export function isAssigned(version: Version): boolean {
  const exported = defaultOf(version);
  if (exported?.type === 'ClassDeclaration') return (exported.id as Node | null) === null;
  return exported?.type !== 'FunctionDeclaration';
}

/** A module's bindings by key; the variable that a class has inside itself is none. */
export const bindingsOf = ({ model }: Version): Map<string, Variable> =>
  new Map(
    (model.functions[0]?.variables ?? [])
      .filter(({ scope }) => scope.type !== 'class')
      .map((variable) => [variable.key, variable]),
  );

/** The binding that an identifier declares. */
export const bindingAt = (version: Version, identifier: Node | null): Variable | undefined =>
  identifier
    ? [...bindingsOf(version).values()].find(({ offset }) => offset === identifier.start)
    : undefined;

/** The identifiers that a declaration binds. */
export function declaredIn(node: Node): Node[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(declaredIn);
    case 'VariableDeclarator':
      return declaredIn(node.id);
    case 'Identifier':
      return [node];
    case 'ObjectPattern':
      return node.properties.flatMap(declaredIn);
    case 'Property':
      return declaredIn(node.value);
    case 'ArrayPattern':
      return node.elements.flatMap((item) => (item ? declaredIn(item) : []));
    case 'AssignmentPattern':
      return declaredIn(node.left);
    case 'RestElement':
      return declaredIn(node.argument);
    default:
      return [];
  }
}
