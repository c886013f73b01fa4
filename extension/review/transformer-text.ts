import type { BindingEntry, ClassEntry } from '../../protocol/plan.js';

export interface TransformerSource {
  /** Absolute path of the module. */
  file: string;
  /** What stands in the editor. */
  text: string;
}

/** The file in which a class's transformer is written, with the types that can be had. */
export function classTransformer(
  { now = '', members, skeleton, override }: ClassEntry,
  source: TransformerSource,
): string {
  const given = override && 'transform' in override ? override : undefined;
  const isExported = exportsName(source.text, now);
  const names = (change: 'added' | 'removed'): string[] =>
    members.filter((member) => member.change === change && !isHidden(member.kind)).map(nameOf);
  const renamed = members.filter(({ change, kind }) => change === 'renamed' && !isHidden(kind));
  const added = [...names('added'), ...renamed.map(nameOf)].map((name) => `'${name}'`);
  const gone = [...names('removed'), ...renamed.map(({ from = '' }) => from)];
  const rest = added.length === 0 ? now : `Omit<${now}, ${added.join(' | ')}>`;
  const before = gone.length === 0 ? rest : `${rest} & { ${gone.map(anyField).join(' ')} }`;
  const types = isExported
    ? [`import type { ${now} } from '${importPath(source.file)}';`, '', `type Before = ${before};`]
    : [`type ${now} = any;`, 'type Before = any;'];
  const body = given?.transform ?? skeleton ?? '(old: any, instance: any): void => {\n}';
  const typed = body
    .replace(/^\(old: any, instance: any\)/, `(old: Before, instance: ${now})`)
    .replace(/^\(old, instance\)/, `(old: Before, instance: ${now})`);
  return [
    `// Brings each existing instance of ${now} into its new form, when the update commits.`,
    '// Saving this file puts it into the plan.',
    ...types,
    '',
    `export const transform = ${typed.trimEnd()};`,
    ...wayBack(given?.back),
  ].join('\n');
}

/** The same for a module's variable. */
export function bindingTransformer({ name, skeleton, override }: BindingEntry): string {
  const given = override && 'transform' in override ? override : undefined;
  const body = given?.transform ?? skeleton ?? '(old: any) => old';
  return [
    `// Makes the new value of ${name} of the one that it has, when the update commits.`,
    '// Saving this file puts it into the plan.',
    `export const transform = ${body.trimEnd()};`,
    ...wayBack(given?.back),
  ].join('\n');
}

/** The same for a type, which its name alone stands for. */
export const typeTransformer = (name: string, skeleton: string): string =>
  [
    `// Called once for each value of ${name} in its old form, when the update commits.`,
    '// Saving this file puts it into the plan.',
    `export const transform = ${skeleton.replace(/^(\/\/.*\n)+/, '').trimEnd()};`,
    ...wayBack(undefined),
  ].join('\n');

const isHidden = (kind: ClassEntry['members'][number]['kind']): boolean => kind === 'private';
const nameOf = ({ name }: ClassEntry['members'][number]): string => name;
const anyField = (name: string): string => `${JSON.stringify(name)}: any;`;

const wayBack = (back: string | undefined): string[] =>
  back === undefined
    ? ['', '// For a rollback:', '// export const back = (now) => { };', '']
    : ['', `export const back = ${back};`, ''];

/** Whether a module exports something under its own name. */
function exportsName(text: string, name: string): boolean {
  if (!/^[\w$]+$/.test(name)) return false;
  const escaped = name.replaceAll('$', '\\$');
  const direct = new RegExp(`^export\\s+(abstract\\s+)?(default\\s+)?class\\s+${escaped}\\b`, 'm');
  const listed = new RegExp(`^export\\s*\\{[^}]*(^|[\\s,{])${escaped}\\s*[,}]`, 'm');
  return direct.test(text) && !/export\s+default\s+class/.test(direct.exec(text)?.[0] ?? '')
    ? true
    : listed.test(text);
}

/** Imports name what a TypeScript file is compiled to. */
const importPath = (file: string): string =>
  file
    .replaceAll('\\', '/')
    .replace(/\.([cm]?)tsx?$/, '.$1js')
    .replaceAll("'", "\\'");
