import { sharedEnds } from '../../program-model/model/shared-ends.js';
import type { ESTree, Node } from '../../program-model/model/estree.js';
import type { FunctionModel, SourceModel, Variable } from '../../program-model/model/types.js';
import type { BindingEntry, ModuleNameChange, StatementEntry } from '../../protocol/plan.js';
import type { Correspondence } from '../inference/index.js';
import { readsOf, requiresAnother } from '../inference/initialisers.js';
import type { Elsewhere, OtherBinding } from './elsewhere.js';
import type { LineOf } from './places.js';

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

const codeOf = (model: SourceModel, node: Node): string =>
  squeezed(model.text.slice(node.start, node.end));

/** Most code has not been touched, and is equal as it stands. */
function isSameCode(c: Correspondence, old: Node, now: Node): boolean {
  const before = c.old.text.slice(old.start, old.end);
  const after = c.now.text.slice(now.start, now.end);
  return before === after || isSqueezedAlike(before, after);
}

/** Whether two texts are equal but for their white space, without a copy of either. */
function isSqueezedAlike(before: string, after: string): boolean {
  const words = /\S+/g;
  const others = /\S+/g;
  let from = sharedEnds(before, after).prefix;
  while (from > 0 && !/\s/.test(before.charAt(from - 1))) from -= 1;
  words.lastIndex = others.lastIndex = from;
  for (;;) {
    const word = words.exec(before)?.[0];
    if (word !== others.exec(after)?.[0]) return false;
    if (word === undefined) return true;
  }
}

/** A statement as the plan writes it. */
export const statementText = codeOf;

const initialiserOf = (variable: Variable): Node | undefined => {
  const node = variable.declaration.defs[0]?.node as Node | undefined;
  return node?.type === 'VariableDeclarator' ? (node.init ?? undefined) : undefined;
};

/** Whether an initialiser gives a primitive by its form, and only reads for that. */
export function isPrimitive(node: Node | null | undefined): boolean {
  switch (node?.type) {
    case 'Literal':
      return !('regex' in node);
    case 'Identifier':
      return node.name === 'undefined';
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
      return readsOf(node) !== undefined;
    case 'LogicalExpression':
      return isPrimitive(node.left) && isPrimitive(node.right);
    case 'ConditionalExpression':
      return (
        readsOf(node.test) !== undefined &&
        isPrimitive(node.consequent) &&
        isPrimitive(node.alternate)
      );
    default:
      return false;
  }
}

/** Imports, functions and classes have entries of their own. */
const isVariable = ({ kind, declaration }: Variable): boolean =>
  ['var', 'let', 'const'].includes(kind) && declaration.defs[0]?.type !== 'ImportBinding';

/** What becomes of the module's own bindings; those with nothing to say are left out. */
export function planBindings(
  c: Correspondence,
  lines: { old: LineOf; now: LineOf },
  elsewhere?: Elsewhere,
): BindingEntry[] {
  const oldTop = c.old.functions[0] as FunctionModel;
  const nowTop = c.now.functions[0] as FunctionModel;
  const byKey = new Map(oldTop.variables.map((variable) => [variable.key, variable]));
  const newByKey = new Map(nowTop.variables.map((variable) => [variable.key, variable]));
  const entries: BindingEntry[] = [];
  for (const match of c.mapVariables(0, 0)) {
    const variable = newByKey.get(match.now);
    if (variable === undefined || !isVariable(variable)) continue;
    const old = match.from.kind === 'kept' ? byKey.get(match.from.old) : undefined;
    if (match.from.kind === 'kept') byKey.delete(match.from.old);
    const entry = { name: variable.name, line: lines.now(variable.offset) };
    const { confidence } = match;
    const come = elsewhere?.bindingCome(match.now);
    if (come !== undefined) {
      entries.push({ ...entry, ...movedBinding(come, 'from') });
      continue;
    }
    if (old === undefined) {
      const reason = 'new: initialised when the update commits, in source order';
      entries.push({ ...entry, change: 'added', confidence: 1, reason });
      continue;
    }
    const change = bindingChange(c, old, variable);
    if (old.name !== variable.name) {
      entries.push({
        ...entry,
        change: 'renamed',
        from: old.name,
        confidence,
        reason: match.reason,
      });
    }
    if (change !== undefined) entries.push({ ...entry, ...change, confidence });
  }
  for (const old of byKey.values()) {
    if (!isVariable(old)) continue;
    const line = lines.old(old.offset);
    const gone = elsewhere?.bindingGone(old.key);
    if (gone !== undefined) {
      entries.push({ name: old.name, line, ...movedBinding(gone, 'to') });
      continue;
    }
    entries.push({
      name: old.name,
      line,
      change: 'removed',
      confidence: 1,
      reason: 'no longer declared',
    });
  }
  return entries;
}

const movedBinding = (
  { file, name, confidence, reason }: OtherBinding,
  side: 'to' | 'from',
): Pick<BindingEntry, 'change' | 'elsewhere' | 'confidence' | 'reason'> => ({
  change: 'moved',
  elsewhere: { file, name, side },
  confidence,
  reason: `${reason}; its value goes along`,
});

/** The rule for a changed initialiser: constant primitives and other modules are taken, all else is kept. */
function bindingChange(
  c: Correspondence,
  old: Variable,
  now: Variable,
): Pick<BindingEntry, 'change' | 'reason' | 'skeleton'> | undefined {
  const before = initialiserOf(old);
  const after = initialiserOf(now);
  if (before === undefined || after === undefined) return undefined;
  if (isSameCode(c, before, after)) return undefined;
  if (c.old.functionOf.has(before) && c.now.functionOf.has(after)) return undefined;
  if (now.kind === 'const' && isPrimitive(after)) {
    return {
      change: 'reinitialised',
      reason: 'a constant primitive has its new value in all code',
    };
  }
  if (!now.assigned && requiresAnother(before, after)) {
    return { change: 'reinitialised', reason: 'it is required from another module' };
  }
  return {
    change: 'kept',
    reason: 'its initialiser changed; the value it has is kept',
    skeleton: `(old: any): any => old`,
  };
}

/** Top-level statements that are new, changed or gone; declarations count as bindings. */
export function planStatements(
  c: Correspondence,
  lines: { old: LineOf; now: LineOf },
): StatementEntry[] {
  const partners = c.nodeMap(0);
  const reached = new Set<Node>();
  const entries: StatementEntry[] = [];
  for (const node of c.old.ast.body as Node[]) {
    if (isDeclaration(node)) continue;
    const partner = partners.get(node);
    if (partner !== undefined) reached.add(partner);
    if (partner === undefined) {
      const text = codeOf(c.old, node);
      const reason = 'removed: it has run already';
      entries.push({ text, line: lines.old(node.start), change: 'removed', run: false, reason });
    } else if (!isSameCode(c, node, partner) && !onlyFunctionsDiffer(c, node, partner)) {
      const reason = 'changed: it has run already and does not run again';
      const entry = { text: codeOf(c.now, partner), line: lines.now(partner.start) };
      entries.push({ ...entry, change: 'changed', run: false, reason });
    }
  }
  for (const node of c.now.ast.body as Node[]) {
    if (isDeclaration(node) || reached.has(node)) continue;
    const entry = { text: codeOf(c.now, node), line: lines.now(node.start) };
    const reason = 'new: runs once, when the update commits';
    entries.push({ ...entry, change: 'added', run: true, reason });
  }
  return entries;
}

const isDeclaration = (node: Node): boolean =>
  /Declaration$/.test(node.type) || (node.type === 'ExpressionStatement' && 'directive' in node);

/** Whether two statements are the same apart from what is inside functions. */
function onlyFunctionsDiffer(c: Correspondence, old: Node, now: Node): boolean {
  return withoutFunctions(c.old, old) === withoutFunctions(c.now, now);
}

function withoutFunctions(model: SourceModel, node: Node): string {
  let text = '';
  let at = node.start;
  for (const fn of model.functions) {
    if (fn.start < at || fn.end > node.end || fn.index === 0) continue;
    text += `${model.text.slice(at, fn.start)}\u2022`;
    at = fn.end;
  }
  return squeezed(text + model.text.slice(at, node.end));
}

function difference(old: Set<string>, now: Set<string>): ModuleNameChange[] {
  const added = [...now].filter((name) => !old.has(name));
  const removed = [...old].filter((name) => !now.has(name));
  return [
    ...added.map((name) => ({ name, change: 'added' as const })),
    ...removed.map((name) => ({ name, change: 'removed' as const })),
  ];
}

export const planImports = (c: Correspondence): ModuleNameChange[] =>
  difference(importsOf(c.old), importsOf(c.now));

export const planExports = (c: Correspondence): ModuleNameChange[] =>
  difference(exportsOf(c.old), exportsOf(c.now));

const nameOf = (node: ESTree.Identifier | ESTree.Literal): string =>
  node.type === 'Identifier' ? node.name : String(node.value);

/** `name from source` of every imported binding. */
function importsOf(model: SourceModel): Set<string> {
  const names = new Set<string>();
  for (const node of model.ast.body) {
    if (node.type !== 'ImportDeclaration') continue;
    const source = String(node.source.value);
    if (node.specifiers.length === 0) names.add(`(effects) from ${source}`);
    for (const specifier of node.specifiers) {
      const name =
        specifier.type === 'ImportSpecifier'
          ? nameOf(specifier.imported)
          : specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : '*';
      names.add(`${name} from ${source}`);
    }
  }
  return names;
}

/** Names that an ES module exports, or that a CommonJS module assigns on `exports`. */
function exportsOf(model: SourceModel): Set<string> {
  const names = new Set<string>();
  for (const node of model.ast.body) {
    if (node.type === 'ExportDefaultDeclaration') names.add('default');
    else if (node.type === 'ExportAllDeclaration') {
      names.add(node.exported ? nameOf(node.exported) : `* from ${String(node.source.value)}`);
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const specifier of node.specifiers) names.add(nameOf(specifier.exported));
      for (const name of declaredNames(node.declaration)) names.add(name);
    } else if (model.format === 'commonjs') {
      const name = commonjsExport(node);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

function declaredNames(declaration: ESTree.Declaration | null | undefined): string[] {
  if (!declaration) return [];
  if (declaration.type !== 'VariableDeclaration') return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
}

/** `exports.a = …`, `module.exports.a = …` → a; `module.exports = …` → `module.exports`. */
function commonjsExport(node: Node): string | undefined {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression') {
    return undefined;
  }
  const { left } = node.expression;
  if (left.type !== 'MemberExpression' || left.computed) return undefined;
  const { object, property } = left;
  if (property.type !== 'Identifier') return undefined;
  if (object.type === 'Identifier' && object.name === 'exports') return property.name;
  const isModule = object.type === 'Identifier' && object.name === 'module';
  if (isModule && property.name === 'exports') return 'module.exports';
  const isNested =
    object.type === 'MemberExpression' &&
    object.object.type === 'Identifier' &&
    object.object.name === 'module';
  return isNested ? property.name : undefined;
}
