import type { Correspondence } from '../../language-server/inference/index.js';
import type { Node, Variable } from '../../program-model/model/index.js';

/** Keys of the new version's imported bindings that come from elsewhere than the old ones they stand for. */
export function importedElsewhere(c: Correspondence): Set<string> {
  const found = new Set<string>();
  const isImporting = c.now.ast.body.some(({ type }) => type === 'ImportDeclaration');
  if (!isImporting) return found;
  const old = new Map(c.old.functions[0]?.variables.map((variable) => [variable.key, variable]));
  const now = new Map(c.now.functions[0]?.variables.map((variable) => [variable.key, variable]));
  for (const { now: key, from } of c.mapVariables(0, 0)) {
    if (from.kind !== 'kept') continue;
    const after = originOf(now.get(key));
    const before = originOf(old.get(from.old));
    if (after !== undefined && after !== before) found.add(key);
  }
  return found;
}

/** `name from module` of an imported binding. */
function originOf(variable: Variable | undefined): string | undefined {
  const definition = variable?.declaration.defs[0];
  if (definition?.type !== 'ImportBinding') return undefined;
  const specifier = definition.node as Node;
  const { parent } = specifier;
  if (parent?.type !== 'ImportDeclaration') return undefined;
  return `${nameIn(specifier)} from ${String(parent.source.value)}`;
}

function nameIn(specifier: Node): string {
  if (specifier.type !== 'ImportSpecifier') return specifier.type;
  const { imported } = specifier;
  return imported.type === 'Identifier' ? imported.name : String(imported.value);
}
