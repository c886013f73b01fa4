import type { Range } from 'vscode-languageserver-protocol';
import type { ESTree, Node } from '../../../program-model/model/index.js';
import {
  classNotChangeable,
  exportNotGained,
  instancesKeepShape,
} from '../../../protocol/diagnostics.js';
import type { ClassEntry } from '../../../protocol/plan.js';
import type { FindingsInput } from './findings.js';
import type { Modelled } from './models.js';
import type { Finding } from './types.js';

/** What classes and the module's own interface cannot become while the program runs. */
export function judgeShape(input: FindingsInput, line: (line: number) => Range): Finding[] {
  const { plan, sides } = input;
  const found: Finding[] = [];
  for (const entry of plan.classes) {
    if (entry.old === undefined || entry.now === undefined) continue;
    const place = { file: plan.file, line: entry.line };
    const range = line(entry.line);
    for (const what of refusals(entry)) {
      found.push({ diagnostic: classNotChangeable(place, what), range, fix: null });
    }
    const fields = lostFields(entry, sides.now);
    if (fields.length === 0 || entry.override) continue;
    const diagnostic = instancesKeepShape(place, entry.now, fields.join(', '));
    found.push({
      diagnostic,
      range,
      fix: { kind: 'class', name: entry.now, skeleton: entry.skeleton ?? null },
    });
  }
  const added = plan.exports.filter(({ change }) => change === 'added');
  for (const { name } of added) {
    const node = unnamedExport(sides.now, name);
    if (!node) continue;
    const at = sides.now.map.lineOf(node.start);
    const diagnostic = exportNotGained({ file: plan.file, line: at }, name);
    found.push({ diagnostic, range: line(at), fix: null });
  }
  return found;
}

function refusals({ now = '', members, superclass }: ClassEntry): string[] {
  const found = members
    .filter(({ change, kind, name }) => {
      return change === 'added' && kind === 'private' && name.startsWith('static ');
    })
    .map(({ name }) => `${now} cannot gain ${name}`);
  return superclass ? [...found, `${now} cannot change what it extends`] : found;
}

/** Fields that instances have in the old form; those that are declared are added by the update. */
function lostFields({ now, line, members }: ClassEntry, side: Modelled): string[] {
  const isField = (kind: string, name: string): boolean =>
    (kind === 'field' || (kind === 'private' && !/^static /.test(name))) && !/^static /.test(name);
  return members.flatMap(({ name, kind, change, from }) => {
    if (!isField(kind, name)) return [];
    if (change === 'renamed') return [`${from ?? ''} is not carried over to ${name}`];
    if (change === 'removed') return kind === 'field' ? [`${name} stays`] : [];
    return isDeclared(side, now ?? '', line, name) ? [] : [`${name} is missing`];
  });
}

/** Whether a class declares the field in its body, rather than assign it in its constructor. */
function isDeclared({ model, map }: Modelled, name: string, line: number, field: string): boolean {
  const bare = field.replace(/^static /, '').replace(/^#/, '');
  return model.functions.some(({ node }) => {
    if (node.type !== 'PropertyDefinition') return false;
    const owner = node.parent?.parent as ESTree.Class | undefined;
    const isOwner = owner && (owner.id?.name === name || map.lineOf(owner.start) === line);
    const { key } = node;
    const isNamed = key.type === 'Identifier' || key.type === 'PrivateIdentifier';
    return isOwner === true && isNamed && key.name === bare;
  });
}

/** The statement that exports something which has no name in the module. */
function unnamedExport({ model }: Modelled, name: string): Node | undefined {
  return model.ast.body.find((node) => {
    if (name === 'default' && node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node;
      return !('id' in declaration && declaration.id);
    }
    if (node.type !== 'ExportAllDeclaration') return false;
    const exported = node.exported?.type === 'Identifier' ? node.exported.name : undefined;
    return name === (exported ?? `* from ${String(node.source.value)}`);
  });
}
