import type { FullSourceModel } from '../index.js';
import {
  callsSuperForOther,
  isTelling,
  nestedDeclarations,
  whyClosed,
  whyNative,
} from '../obstacles.js';
import { hasEffectsInHeader } from '../parameters.js';
import type { FunctionModel } from '../types.js';
import type { BodyEdit } from './edit.js';

/**
 * Finds the obstacles of the edited function and of those inside and around it; all others have theirs.
 *
 * @returns whether that is all: false when the edit may change what others have
 */
export function followObstacles(
  base: FullSourceModel,
  model: FullSourceModel,
  { fn, around, last }: BodyEdit,
): boolean {
  const more = model.functions.length - base.functions.length;
  const before = base.functions.slice(fn.index, last + 1);
  const now = model.functions.slice(fn.index, last + 1 + more);
  const outer = around.map(({ index }) => model.functions[index] as FunctionModel);
  const isPlain = [...before, ...outer].every(({ obstacle }) => isContained(obstacle?.kind));
  if (!isPlain || callsSuperAround(base, before) || callsSuperAround(model, now)) return false;
  for (const item of now) item.obstacle = undefined;
  if (now.some((item) => whyNative(model, item) !== undefined)) return false;
  if (now.some((item) => callsSuperForOther(model, item))) return false;
  const whyIn = (of: FullSourceModel, items: readonly FunctionModel[]): (string | undefined)[] => {
    const scopes = items.flatMap(({ index }) => of.scopesOf(index));
    const declarations = nestedDeclarations(of, scopes);
    return items.map((item) => whyClosed(of, item, declarations.get(item) ?? []));
  };
  const was = whyIn(base, around);
  const is = whyIn(model, [...outer, ...now]);
  for (const [index, item] of [...outer, ...now].entries()) {
    const why = is[index];
    // What surrounds the edit may be closed for other reasons, which stand above this one.
    if (item.obstacle && item.obstacle.why !== was[index]) continue;
    if (why !== undefined && hasEffectsInHeader(item.node)) return false;
    item.obstacle = why === undefined ? undefined : { kind: 'closed', why };
  }
  return true;
}

/** Of these the function itself is concerned, and no other. */
const isContained = (kind: string | undefined): boolean => kind === undefined || kind === 'closed';

/** Whether an arrow function may call `super(…)` for a constructor around it. */
const callsSuperAround = (model: FullSourceModel, functions: readonly FunctionModel[]): boolean =>
  functions[0]?.kind === 'arrow' &&
  functions.some(({ index }) =>
    model.tellingOf(index).some((node) => isTelling(node) && node.type === 'CallExpression'),
  );
