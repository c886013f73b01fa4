import { calleeLabel } from './bag.js';
import type { Matching } from './matching.js';
import type { Syntax } from './syntax.js';

/** What a call and its partner call: the same, the same under another name for it, or something else. */
export type Callee = 'same' | 'respelt' | 'another';

/**
 * Compares what two matched calls call. A name that is reached another way (`fs.read` → `read`) and a chain of
 * the same words (`fs.statAsync` → `fsAsync.stat`) mean the same: an import has changed, not the call.
 */
export function compareCallees(m: Matching, i: number): Callee {
  const j = m.toB[i] as number;
  if (calleeLabel(m.a, i) === calleeLabel(m.b, j)) return 'same';
  const old = chainOf(m.a.nodes[i]);
  const now = chainOf(m.b.nodes[j]);
  if (old === undefined || now === undefined) return 'another';
  const isRespelt = old.at(-1) === now.at(-1) || wordsOf(old) === wordsOf(now);
  return isRespelt ? 'respelt' : 'another';
}

/** The names of a callee that only consists of names: `a.b.c`. */
function chainOf(node: Syntax | undefined): string[] | undefined {
  if (node?.type !== 'CallExpression' && node?.type !== 'NewExpression') return undefined;
  const names: string[] = [];
  let at: Syntax = node.callee;
  while (at.type === 'MemberExpression' && !at.computed && at.property.type === 'Identifier') {
    names.unshift(at.property.name);
    at = at.object;
  }
  if (at.type === 'ThisExpression') return ['this', ...names];
  return at.type === 'Identifier' ? [at.name, ...names] : undefined;
}

/** The words that names are made of, in one order whatever names they stand in. */
const wordsOf = (names: readonly string[]): string =>
  names
    .flatMap((name) => name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[^A-Za-z0-9]+/g) ?? [])
    .map((word) => word.toLowerCase())
    .sort()
    .join(' ');
