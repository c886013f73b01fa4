import type { ESTree } from '../../program-model/model/index.js';
import { listExports } from './later-exports.js';
import { bindingsOf } from './top-bindings.js';
import type { TopWork } from './top-work.js';

/** New imports are resolved by the thread when they are first read. */
export function planImport(
  { step, code, kept, imports }: TopWork,
  item: ESTree.ImportDeclaration,
): void {
  const { to, otherImports } = step;
  for (const specifier of item.specifiers) {
    const variable = to.analysis.declaredBy(specifier.local);
    if (!variable) continue;
    if (kept.has(variable) && !otherImports.has(variable.key)) continue;
    const source = JSON.stringify(item.source.value);
    const name =
      specifier.type === 'ImportSpecifier'
        ? importedName(specifier)
        : specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : '*';
    const { module } = code.emitter.names;
    to.analysis.emittedNames.set(
      variable,
      `(${module}.imported(${source},${JSON.stringify(name)}))`,
    );
    imports.add(String(item.source.value));
  }
}

const importedName = (specifier: ESTree.ImportSpecifier): string =>
  specifier.imported.type === 'Identifier'
    ? specifier.imported.name
    : String(specifier.imported.value);

/** New exports are kept beside the module's namespace, for importers that an update brings. */
export function planExports({ step, code, imports }: TopWork): void {
  const { from, to } = step;
  const { emitter } = code;
  if (to.source.format !== 'module') return;
  const known = new Set(
    listExports(from.model.ast.body, emitter, () => undefined).map(({ name }) => name),
  );
  const names = new Map([...bindingsOf(to).values()].map((item) => [item.name, item]));
  const added = listExports(to.model.ast.body, emitter, (name) => names.get(name)).filter(
    ({ name }) => !known.has(name),
  );
  if (added.length === 0) return;
  for (const { source } of added) if (source !== undefined) imports.add(source);
  const { prefix, module } = emitter.names;
  const getters = added.map(({ name, text }) => `${JSON.stringify(name)}:()=>${text}`);
  code.runFirst(
    `(${prefix}a=>{const ${module}=${prefix}a;${module}.exported({${getters.join(',')}});})`,
  );
}
