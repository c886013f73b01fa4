import type { Reference } from 'eslint-scope';
import { countUse, type Uses } from '../follow/followed-scope.js';
import type { KnownFunction } from '../functions.js';
import { LEXICAL, type FunctionModel } from '../types.js';

/** How the code of a function uses a name that it does not declare itself. */
export interface NameUse extends Uses {
  name: string;
}

/** A function of a chart; its parent counts from the chart's first function, which has -1. */
export type ChartedFunction = KnownFunction & Pick<FunctionModel, 'parent' | 'obstacle'>;

/** All that a model has to know of a function without its tree. */
export interface Chart {
  /** The function and those inside it, in order. */
  functions: readonly ChartedFunction[];
  names: readonly NameUse[];
}

/** Whether a function concerns the code around it by no more than the names that it uses. */
export const isContained = ({ obstacle, lexical }: FunctionModel): boolean =>
  (obstacle === undefined || obstacle.kind === 'closed') && (lexical & LEXICAL.with) === 0;

/** Counts references by their names. */
export function nameUses(references: readonly Reference[]): NameUse[] {
  const uses = new Map<string, NameUse>();
  for (const reference of references) {
    const { name } = reference.identifier;
    let use = uses.get(name);
    if (!use) uses.set(name, (use = { name, foreign: 0, writes: 0, assignments: 0 }));
    // They are all used by another function than the one that declares them.
    countUse(use, reference, -1, 1);
  }
  return [...uses.values()];
}

/** @param first index of the first function of the chart */
export function chartedFunction(fn: FunctionModel, first: number): ChartedFunction {
  const { name, segment, usedAs, isInvoked, head, kind, async, generator, derived } = fn;
  const { lexical, changing, yields, classCount, start, end, obstacle } = fn;
  return {
    ...{ name, segment, usedAs, isInvoked, head, kind, async, generator, derived },
    ...{ lexical, changing, yields, classCount, start, end, obstacle },
    parent: fn.index === first ? -1 : fn.parent - first,
  };
}
