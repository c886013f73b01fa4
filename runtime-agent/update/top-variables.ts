import type { ESTree, Node, Variable } from '../../program-model/model/index.js';
import { requiresAnother } from '../../language-server/inference/initialisers.js';
import { isPrimitive } from '../../language-server/planning/index.js';
import { alreadyRun } from '../../protocol/diagnostics.js';
import type { Step, TakenBinding } from './step.js';
import { declaredIn } from './top-bindings.js';
import { differs } from './top-statements.js';
import type { TopWork } from './top-work.js';

/** Declarations of variables: new names are made, changed constants of primitives get their new value. */
export function planVariables(
  top: TopWork,
  item: Node,
  declaration: ESTree.VariableDeclaration,
): void {
  const { to } = top.step;
  const identifiers = declaredIn(declaration).filter(
    (node) => to.analysis.declaredBy(node) !== undefined,
  );
  const added = identifiers.filter((node) => !top.kept.isDeclaredBy(node));
  const isDecided = identifiers.some((node) => {
    const variable = to.analysis.declaredBy(node);
    if (!variable) return false;
    return (
      top.step.decisions.bindings.has(variable.name) || takenFor(top.step, variable) !== undefined
    );
  });
  if (added.length === identifiers.length && added.length > 0 && !isDecided)
    return top.code.add(item, added);
  if (added.length > 0)
    for (const node of added) top.code.names.push((node as ESTree.Identifier).name);
  for (const declarator of declaration.declarations)
    planDeclarator(top, declaration, declarator, added);
}

function planDeclarator(
  top: TopWork,
  declaration: ESTree.VariableDeclaration,
  declarator: ESTree.VariableDeclarator,
  added: readonly Node[],
): void {
  const { step, code, diagnostics } = top;
  const { to, decisions } = step;
  const variables = declaredIn(declarator).flatMap((node) => to.analysis.declaredBy(node) ?? []);
  const decided = variables.filter(({ name }) => decisions.bindings.has(name));
  const isNew = (variable: Variable): boolean =>
    added.some((node) => node.start === variable.offset);
  const keeps = decided.map(({ name }) => decisions.bindings.get(name));
  const keep = keeps.find((decision) => decision?.kind === 'keep')?.keep;
  const taken = variables.filter(
    (variable) => isNew(variable) && !decided.includes(variable) && takenFor(step, variable),
  );
  const isGiven = (decided.length > 0 && keep === undefined) || taken.length > 0;
  const old = top.before.get(declarator);
  // Functions in it are updated as functions.
  const isSame = old !== undefined && !differs(step, old, declarator);
  const isTaken =
    (declaration.kind === 'const' && isPrimitive(declarator.init)) ||
    (variables.every(({ assigned }) => !assigned) && isRelinked(old, declarator));
  const isRun = keep === undefined ? !isSame && (isTaken || variables.some(isNew)) : !keep;
  // Its initialiser is left out where its only variable gets another value.
  if (isRun && !(isGiven && declarator.id.type === 'Identifier')) {
    const changed = variables.filter((variable) => !isNew(variable));
    code.run(
      { ...declaration, declarations: [declarator], parent: declaration.parent },
      changed.map((variable) => code.emitter.nameOf(variable)),
    );
  } else if (!isSame && !isGiven && keep !== true) {
    diagnostics.push(
      alreadyRun(
        to.placeAt(declarator.start),
        `The initialiser of ${textOf(to.source.text, declarator.id)}`,
      ),
    );
  }
  for (const variable of decided) {
    const decision = decisions.bindings.get(variable.name);
    if (decision) code.give(variable, decision, isNew(variable));
  }
  for (const variable of taken) {
    const found = takenFor(step, variable);
    if (found) code.take(variable, found);
  }
}

const takenFor = ({ taken }: Step, { key }: Variable): TakenBinding | undefined =>
  taken.find((binding) => binding.key === key);

const isRelinked = (old: Node | undefined, now: ESTree.VariableDeclarator): boolean =>
  old?.type === 'VariableDeclarator' && requiresAnother(old.init, now.init);

const textOf = (text: string, node: Node): string => text.slice(node.start, node.end);
