import {
  functionScope,
  isFunctionNode,
  isLoop,
  isMovedParameter,
  namesThrough,
  type FunctionModel,
  type Node,
  type Variable,
} from '../model/index.js';
import type { Analysis, FunctionInfo, Placement } from './analysis.js';
import { SUPER_ACCESS } from './supers.js';

/** Decides how each of a function's variables is kept, and lists what its frames hand over. */
export function placeVariables(analysis: Analysis, info: FunctionInfo): void {
  const { names } = analysis;
  const placements = analysis.placements.made;
  const { fn } = info;
  const taken = takenNames(analysis, fn);
  let counter = 0;
  const hoist = (variable: Variable, placement: Placement): void => {
    placements.set(variable, placement);
    const name = freeName(taken, fn, variable, analysis);
    if (name !== variable.name) analysis.emittedNames.made.set(variable, name);
    info.hoisted.push(variable);
  };
  for (const variable of fn.variables) {
    const placement = placementOf(analysis, info, variable);
    placements.set(variable, placement);
    if (placement === 'block') {
      const stash = info.stashes.get(variable.scopeNode) ?? {
        name: names.numbered('b', (counter += 1)),
        variables: [],
      };
      stash.variables.push(variable);
      info.stashes.set(variable.scopeNode, stash);
    } else if (placement === 'function') {
      info.functionValues.set(variable, names.numbered('h', (counter += 1)));
    } else if (info.active && needsHoisting(variable) && placement !== 'native')
      hoist(variable, placement);
  }
  listSlots(analysis, info);
}

/** Declarations inside the body's `try` have to move out of it for the handler to see them. */
const needsHoisting = (variable: Variable): boolean =>
  variable.declaration.defs[0]?.type !== 'ImportBinding' &&
  variable.scope.type !== 'class' &&
  isMovedDeclaration(variable);

const isMovedDeclaration = (variable: Variable): boolean =>
  variable.kind === 'let' ||
  variable.kind === 'const' ||
  variable.kind === 'class' ||
  variable.kind === 'catch' ||
  (variable.kind === 'param' && isMovedParameter(variable));

function placementOf(analysis: Analysis, info: FunctionInfo, variable: Variable): Placement {
  const { fn } = info;
  const definition = variable.declaration.defs[0];
  if (definition?.type === 'ImportBinding') return 'host';
  if (variable.scope.type === 'class') {
    // New code is evaluated where the class's own name means the class.
    const outer = variable.scope.upper;
    return info.host && outer?.block === (fn.node as unknown) ? 'host' : 'native';
  }
  if (variable.scope.type === 'function-expression-name') return 'native';
  const top = isFunctionScope(variable, fn);
  if (info.host && top) return 'host';
  if (!info.active) return 'native';
  if (!top && !analysis.markedBusy.has(blockOf(variable))) return 'native';
  if (variable.kind === 'function') return 'function';
  if (isAliased(variable, info)) return 'shared';
  if (!variable.captured) return 'local';
  return top || !isRepeated(variable.scopeNode, fn.node) ? 'shared' : 'block';
}

/** A parameter that changes with `arguments[i]`: sloppy functions with simple parameters only. */
function isAliased(variable: Variable, { fn, usesArguments }: FunctionInfo): boolean {
  if (variable.kind !== 'param' || !usesArguments || fn.kind === 'arrow') return false;
  const { node } = fn;
  const isSimple = isFunctionNode(node) && node.params.every(({ type }) => type === 'Identifier');
  return isSimple && !variable.scope.isStrict;
}

/** The scope of the whole function, not of a block in it. */
const isFunctionScope = (variable: Variable, fn: FunctionModel): boolean =>
  variable.scopeNode === fn.node;

/** The statement that stands for a variable's scope among the busy nodes. */
const blockOf = (variable: Variable): Node => variable.scopeNode;

/** Whether a scope may be entered more than once in one activation. */
function isRepeated(scopeNode: Node, top: Node): boolean {
  for (let at: Node | null = scopeNode; at && at !== top; at = at.parent) {
    if (isLoop(at)) return true;
  }
  return false;
}

/** The names of a function's own variables, with how many there are, and those that it uses from outside. */
interface TakenNames {
  counts: Map<string, number>;
  outer: { has(name: string): boolean };
}

function takenNames({ model }: Analysis, fn: FunctionModel): TakenNames {
  const counts = new Map<string, number>();
  for (const { name } of fn.variables) counts.set(name, (counts.get(name) ?? 0) + 1);
  const scopes = new Set([functionScope(model, fn.node)]);
  for (const { scope, scopeNode } of fn.variables) if (scopeNode === fn.node) scopes.add(scope);
  let names: ReadonlyMap<string, number>[] | undefined;
  const outer = {
    has(name: string): boolean {
      names ??= [...scopes].flatMap((scope) => (scope ? [namesThrough(scope)] : []));
      return names.some((known) => known.has(name));
    },
  };
  return { counts, outer };
}

function freeName(
  { counts, outer }: TakenNames,
  fn: FunctionModel,
  { name, scopeNode }: Variable,
  analysis: Analysis,
): string {
  const isUnique = (counts.get(name) ?? 0) <= 1 && !outer.has(name);
  if (scopeNode === fn.node || isUnique) return name;
  for (let n = 1; ; n += 1) {
    const candidate = `${name}$${n}`;
    const isTaken = counts.has(candidate) || outer.has(candidate) || analysis.taken.has(candidate);
    if (!isTaken) {
      counts.set(candidate, 1);
      return candidate;
    }
  }
}

function listSlots(analysis: Analysis, info: FunctionInfo): void {
  const placements = analysis.placements.made;
  const emittedNames = analysis.emittedNames.made;
  const { values } = info;
  if (info.usesArguments) values.push({ key: 'arguments', name: 'arguments' });
  if (info.usesNewTarget) values.push({ key: 'new.target', name: 'new.target' });
  if (info.usesSuper) values.push({ key: 'super', name: SUPER_ACCESS });
  for (const variable of info.fn.variables) {
    const placement = placements.get(variable);
    const name = emittedNames.get(variable) ?? variable.name;
    if (placement === 'local') values.push({ key: `var:${variable.key}`, name });
    else if (placement === 'shared') info.shared.push(variable);
  }
  for (const [variable, name] of info.functionValues) {
    values.push({ key: `function:${variable.key}`, name });
  }
  for (const [node, name] of info.operands) values.push({ key: operandKey(node), name });
  for (const [node, name] of info.iterators) values.push({ key: `iterator:${node.start}`, name });
  for (const [node, names] of info.completions) {
    values.push({ key: `completion:${node.start}`, name: names.kind });
    values.push({ key: `outcome:${node.start}`, name: names.value });
  }
  for (const [node, stash] of info.stashes) {
    values.push({ key: `block:${node.start}`, name: stash.name });
  }
}

/** Names a kept operand across the normal and the continuation form of a function. */
export const operandKey = (node: Node): string => `operand:${node.type}@${node.start}-${node.end}`;
