import { isFunctionNode, type FunctionNode } from '../estree.js';
import { sharedEnds } from '../shared-ends.js';
import type { FunctionModel, SourceModel } from '../types.js';

/** An edit that lies inside the body of one function. */
export interface BodyEdit {
  /** The innermost such function. */
  fn: FunctionModel;
  node: FunctionNode;
  /** The functions around it, innermost first, up to the module top. */
  around: readonly FunctionModel[];
  /** Index of the last function inside it. */
  last: number;
  /** How much longer the text has become. */
  shift: number;
}

/** Finds the function that an edit stays inside of; undefined where there is none. */
export function findBodyEdit(base: SourceModel, text: string): BodyEdit | undefined {
  const { from, to, shift } = changedSpan(base.text, text);
  if (from === to && shift === 0) return undefined;
  const fn = innermost(base, from, to);
  if (!fn || !isFunctionNode(fn.node)) return undefined;
  const around: FunctionModel[] = [];
  for (let at = base.functions[fn.parent]; at; at = base.functions[at.parent]) around.push(at);
  // In a parameter list names mean other variables than in the body.
  if (around.some(({ node }) => isFunctionNode(node) && node.body.start > fn.start))
    return undefined;
  let last = fn.index;
  while ((base.functions[last + 1]?.start ?? Infinity) < fn.end) last += 1;
  return { fn, node: fn.node, around, last, shift };
}

/** The part of the old text that is another in the new one, and how much longer that is. */
function changedSpan(old: string, now: string): { from: number; to: number; shift: number } {
  const { prefix, suffix } = sharedEnds(old, now);
  return { from: prefix, to: old.length - suffix, shift: now.length - old.length };
}

/** The innermost function whose body's braces a span of the text lies between. */
function innermost(base: SourceModel, from: number, to: number): FunctionModel | undefined {
  let found: FunctionModel | undefined;
  for (const fn of base.functions) {
    if (fn.start >= from) break;
    if (fn.end <= to) continue;
    const { node } = fn;
    if (!isFunctionNode(node) || node.body.type !== 'BlockStatement') continue;
    if (node.body.start < from && node.body.end > to) found = fn;
  }
  return found;
}
