import type { FullSourceModel, FunctionModel } from '../../../program-model/model/index.js';
import type { FunctionEntry } from '../../../protocol/plan.js';
import { functionLabel, type Correspondence } from '../../inference/index.js';
import { countsOf, type ActiveAt } from './active.js';
import type { Modelled } from './models.js';
import type { FunctionView, VariableView } from './types.js';

/** The functions of a model by the names that plans have for them. */
export const byLabel = (model: FullSourceModel): Map<string, FunctionModel> =>
  new Map(model.functions.map((fn) => [functionLabel(fn), fn]));

export interface Sides {
  old: Modelled;
  now: Modelled;
}

/** Where the plan's functions stand in the document, and what is active of them. */
export function functionViews(
  entries: readonly FunctionEntry[],
  { old, now }: Sides,
  active: readonly ActiveAt[],
): FunctionView[] {
  const before = byLabel(old.model);
  const after = byLabel(now.model);
  return entries.map((entry) => {
    const was = entry.old === undefined ? undefined : before.get(entry.old);
    const fn = entry.now === undefined ? undefined : after.get(entry.now);
    const isSame = was && fn && ownText(old.model, was) === ownText(now.model, fn);
    return {
      entry,
      // A field's initialiser counts as the class's.
      isOwn: !isSame && (fn ?? was)?.kind !== 'field',
      range: fn ? now.map.whole(fn.start, fn.end) : null,
      name: fn ? now.map.range(...nameOf(fn)) : null,
      ...countsOf(active, was?.index),
    };
  });
}

/** A function's text without that of the functions inside it. */
function ownText(model: FullSourceModel, fn: FunctionModel): string {
  let text = '';
  let at = fn.start;
  for (const inner of model.nestedIn[fn.index] ?? []) {
    if (inner.start < at) continue;
    text += `${model.text.slice(at, inner.start)}\u2022`;
    at = inner.end;
  }
  return text + model.text.slice(at, fn.end);
}

/** What to show a function by: its name, or else its beginning. */
function nameOf(fn: FunctionModel): [number, number] {
  const { node } = fn;
  if ('id' in node && node.id && 'start' in node.id) return [node.id.start, node.id.end];
  const { parent } = node;
  if (
    parent?.type === 'MethodDefinition' ||
    (parent?.type === 'Property' && parent.value === node)
  ) {
    return [parent.key.start, parent.key.end];
  }
  if (parent?.type === 'VariableDeclarator') return [parent.id.start, parent.id.end];
  return [fn.start, fn.end];
}

/** The variables of changed functions that have another name, or none in the running version. */
export function variableViews(c: Correspondence, { old, now }: Sides): VariableView[] {
  const views: VariableView[] = [];
  for (const match of c.functions) {
    if (!match.changed || match.old === undefined || match.now === undefined) continue;
    const fn = now.model.functions[match.now];
    const was = old.model.functions[match.old];
    if (!fn || !was) continue;
    const isSame = ownText(old.model, was) === ownText(now.model, fn);
    if (isSame) continue;
    const names = new Map(was.variables.map((variable) => [variable.key, variable.name]));
    const variables = new Map(fn.variables.map((variable) => [variable.key, variable]));
    for (const { now: key, from, reason, confidence } of c.mapVariables(was.index, fn.index)) {
      const variable = variables.get(key);
      const name = from.kind === 'kept' ? names.get(from.old) : null;
      if (!variable || name === undefined || name === variable.name) continue;
      const range = now.map.name(variable.offset, variable.name);
      const view = { function: functionLabel(fn), name: variable.name, range };
      views.push({ ...view, was: name, reason, confidence });
    }
  }
  return views;
}
