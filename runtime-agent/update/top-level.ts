import type { Flattened } from '../../program-model/emit/text.js';
import type { ESTree, Node } from '../../program-model/model/index.js';
import { statementText } from '../../language-server/planning/index.js';
import { alreadyRun, notRun } from '../../protocol/diagnostics.js';
import { KeptBindings } from './kept-bindings.js';
import { savingStatement } from './saved-bindings.js';
import { statementKey } from './state-decisions.js';
import type { Step } from './step.js';
import { bindingsOf, defaultOf, isAssigned } from './top-bindings.js';
import { TopCode } from './top-code.js';
import { planExports, planImport } from './top-imports.js';
import type { TopPlan } from './top-plan.js';
import { differs } from './top-statements.js';
import { planVariables } from './top-variables.js';
import type { TopWork } from './top-work.js';
import type { Unit } from './units.js';

/**
 * Plans the module scope's part of an update (design §9: bindings, constants, statements).
 * @param unitOf gives code that is to be run a name, by which its frames are known; without, it has none
 */
export function planTop(step: Step, unitOf?: (code: Flattened) => Unit): TopPlan {
  const code = new TopCode(step, unitOf);
  const before = new Map<Node, Node>();
  for (const [old, now] of step.correspondence.nodeMap(0)) before.set(now, old);
  const kept = new KeptBindings(step, before);
  const top: TopWork = { step, code, kept, before, diagnostics: [], imports: new Set() };
  for (const item of step.to.model.ast.body) planItem(top, item);
  reportGone(top);
  saveBindings(top);
  planExports(top);
  const additions = code.additions();
  const { statements, offsets, units } = code;
  const { diagnostics, imports } = top;
  return { additions, statements, offsets, diagnostics, imports: [...imports], units };
}

/** Plans what becomes of one statement of the new text. */
function planItem(top: TopWork, item: Node): void {
  const { step, code, kept } = top;
  const declaration =
    item.type === 'ExportNamedDeclaration' || item.type === 'ExportDefaultDeclaration'
      ? item.declaration
      : item;
  switch (declaration?.type) {
    case undefined:
    case 'ImportDeclaration':
      if (item.type === 'ImportDeclaration') planImport(top, item);
      return;
    case 'FunctionDeclaration':
      // Without a name, it is the default export.
      if (declaration.id ? !kept.isDeclaredBy(declaration.id) : addsDefault(top)) {
        code.functions.push(declaration as ESTree.FunctionDeclaration);
      }
      return;
    case 'ClassDeclaration':
      if (!declaration.id) {
        if (defaultOf(step.from)?.type !== 'ClassDeclaration') planStatement(top, item);
      } else if (!kept.isDeclaredBy(declaration.id)) code.add(item, [declaration.id]);
      return;
    case 'VariableDeclaration':
      planVariables(top, item, declaration);
      return;
    default:
      planStatement(top, item);
  }
}

/** The variables of a statement that it declares by `var`, which are the module's. */
function varsIn({ step, kept }: TopWork, { start, end }: Node): Node[] {
  const { analysis } = step.to;
  return [...analysis.declaredIn(0)].flatMap(([identifier, variable]) => {
    const isInside = identifier.start >= start && identifier.end <= end;
    const isOwn = isInside && analysis.placements.get(variable) === 'host';
    return isOwn && !kept.has(variable) ? [identifier] : [];
  });
}

/** Whether there was no default export before; its binding is made then. */
function addsDefault({ step, code }: TopWork): boolean {
  if (defaultOf(step.from)) return false;
  const { defaultExport } = code.emitter.names;
  if (!code.names.includes(defaultExport)) code.names.push(defaultExport);
  return true;
}

/** Plans a statement that declares nothing, or a default export. */
function planStatement(top: TopWork, item: Node): void {
  const { step, code, diagnostics } = top;
  const { from, to, decisions } = step;
  if (item.type === 'ExportNamedDeclaration' || item.type === 'ExportAllDeclaration') return;
  if (item.type === 'ExportDefaultDeclaration' && !addsDefault(top) && !isAssigned(from)) {
    const what = 'The default export, which importers are bound to,';
    return void diagnostics.push(alreadyRun(to.placeAt(item.start), what));
  }
  const old = top.before.get(item);
  const { statements } = decisions;
  // A bundle is one statement: its text is only needed where something is decided.
  const decided = (what: 'added' | 'changed'): boolean | undefined =>
    statements.size === 0
      ? undefined
      : statements.get(statementKey(what, statementText(to.model, item)));
  if (!old) {
    if (decided('added') !== false) return code.add(item, varsIn(top, item));
    return void diagnostics.push(notRun(to.placeAt(item.start)));
  }
  if (!differs(step, old, item)) return;
  if (decided('changed') === true) return code.run(item);
  diagnostics.push(alreadyRun(to.placeAt(item.start), 'This top-level statement'));
}

/** What new statements assign is taken back with the update, should it fail. */
function saveBindings({ step: { to }, code, kept }: TopWork): void {
  if (!code.isRun) return;
  const bindings = [...bindingsOf(to).values()].filter(
    (variable) => variable.assigned && variable.kind !== 'const' && kept.has(variable),
  );
  if (bindings.length === 0) return;
  const names = bindings.map((variable) => code.emitter.nameOf(variable));
  code.runFirst(savingStatement(code.emitter.names, names));
}

/** Statements that are no more cannot be taken back. */
function reportGone({ step: { from, to, correspondence }, diagnostics }: TopWork): void {
  // A file that is gone has no code that could be missed.
  if (to.source.text === '') return;
  const kept = new Set(correspondence.nodeMap(0).keys());
  for (const item of from.model.ast.body) {
    if (item.type !== 'ExpressionStatement' || kept.has(item)) continue;
    diagnostics.push(alreadyRun(from.placeAt(item.start), 'A removed top-level statement'));
  }
}
