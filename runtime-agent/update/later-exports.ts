import type { Emitter } from '../../program-model/emit/emitter.js';
import type { ESTree, Node, Variable } from '../../program-model/model/index.js';

/** An export of a module: its name outside, and an expression in the module's scope. */
export interface LaterExport {
  name: string;
  text: string;
  /** The module that it comes from, for re-exports. */
  source?: string;
}

/** The exports of a module text, but for those of `export *`. */
export function listExports(
  body: readonly Node[],
  emitter: Emitter,
  bindingNamed: (name: string) => Variable | undefined,
): LaterExport[] {
  const local = (name: string): string => {
    const variable = bindingNamed(name);
    return variable ? emitter.nameOf(variable) : name;
  };
  const named = (node: ESTree.Identifier | ESTree.Literal): string =>
    node.type === 'Identifier' ? node.name : String(node.value);
  return body.flatMap((item): LaterExport[] => {
    if (item.type === 'ExportDefaultDeclaration') {
      const { declaration } = item;
      const id = 'id' in declaration ? declaration.id : undefined;
      return [{ name: 'default', text: id ? local(id.name) : emitter.names.defaultExport }];
    }
    if (item.type !== 'ExportNamedDeclaration') return [];
    const { source } = item;
    if (source) {
      const from = String(source.value);
      return item.specifiers.map(({ exported, local: inner }) => {
        const args = `${JSON.stringify(from)},${JSON.stringify(named(inner))}`;
        const text = `(${emitter.names.module}.imported(${args}))`;
        return { name: named(exported), text, source: from };
      });
    }
    const declared = item.declaration ? namesOf(item.declaration) : [];
    return [
      ...declared.map((name) => ({ name, text: local(name) })),
      ...item.specifiers.map((specifier) => ({
        name: named(specifier.exported),
        text: local(named(specifier.local)),
      })),
    ];
  });
}

function namesOf(declaration: ESTree.Declaration): string[] {
  if (declaration.type !== 'VariableDeclaration') return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => boundIn(id));
}

function boundIn(pattern: ESTree.Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundIn(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? boundIn(element) : []));
    case 'AssignmentPattern':
      return boundIn(pattern.left);
    case 'RestElement':
      return boundIn(pattern.argument);
    default:
      return [];
  }
}
