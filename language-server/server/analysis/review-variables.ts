import type { FunctionModel, Variable } from '../../../program-model/model/index.js';
import type { ReviewPlace, ReviewVariable } from '../../../protocol/lsp/index.js';
import {
  functionLabel,
  variableLabels,
  type Correspondence,
  type PointMatch,
} from '../../inference/index.js';
import type { ActiveAt } from './active.js';
import type { Sides } from './functions.js';

export interface VariablesInput {
  at: ActiveAt;
  match: PointMatch | undefined;
  /** The function that the activation goes on in. */
  target: FunctionModel | undefined;
  c: Correspondence;
  sides: Sides;
  /** Function and name of the plan's entries. */
  listed: ReadonlySet<string>;
}

type Source = ReturnType<Correspondence['mapVariables']>[number];

/** What an activation's variables become; those that do not exist yet where it goes on are left out. */
export function reviewVariables(
  input: VariablesInput,
): Pick<ReviewPlace, 'variables' | 'dropped' | 'visible'> {
  const { at, match, target, c, sides, listed } = input;
  const inScope = at.fn.variables
    .filter((variable) => isVisible(variable, at.statement.offset))
    .filter(({ scopeNode }) => scopeNode !== sides.old.model.ast);
  const visible = [...new Set(inScope.map(({ name }) => name))];
  if (!target || match?.end) return { variables: [], dropped: [], visible };
  const names = new Map(at.fn.variables.map((variable) => [variable.key, variable.name]));
  const labels = variableLabels(target);
  const byKey = new Map(target.variables.map((variable) => [variable.key, variable]));
  const taken = new Set<string>();
  const isTop = target.index === 0;
  const variables: ReviewVariable[] = [];
  for (const source of c.mapVariables(at.fn.index, target.index, match)) {
    const variable = byKey.get(source.now);
    if (source.from.kind === 'kept') taken.add(source.from.old);
    // The module's own are its bindings.
    if (!variable || (isTop && variable.scopeNode === sides.now.model.ast)) continue;
    if (!isVisible(variable, match?.node?.start)) continue;
    const name = labels.get(variable) ?? variable.name;
    const isListed = listed.has(`${functionLabel(target)} ${name}`);
    const line = sides.now.map.lineOf(variable.offset);
    variables.push({ name, line, ...sourceOf(source, variable, names), isListed });
  }
  const dropped = inScope.filter(({ key }) => !taken.has(key)).map(({ name }) => name);
  return { variables, dropped, visible };
}

const isVisible = ({ scopeStart, scopeEnd }: Variable, offset: number | undefined): boolean =>
  offset === undefined || (scopeStart <= offset && offset < scopeEnd);

function sourceOf(
  { from, confidence, reason }: Source,
  variable: Variable,
  names: ReadonlyMap<string, string>,
): Pick<ReviewVariable, 'old' | 'from' | 'text' | 'confidence' | 'reason'> {
  const judged = { confidence, reason };
  switch (from.kind) {
    case 'kept': {
      const old = names.get(from.old) ?? null;
      const isRenamed = old !== null && old !== variable.name;
      return { old, from: isRenamed ? 'renamed' : 'kept', text: '', ...judged };
    }
    case 'initialiser':
      return { old: null, from: 'initialised', text: '', ...judged };
    case 'expression': {
      const isUnused = reason === 'never read' || reason === 'not read from this point on';
      return { old: null, from: isUnused ? 'unused' : 'given', text: from.text, ...judged };
    }
    case 'position':
      return { old: null, from: 'loop', text: from.list, ...judged };
    case 'question':
      return { old: null, from: 'asks', text: from.proposed ?? '', ...judged };
    default:
      return from satisfies never;
  }
}
