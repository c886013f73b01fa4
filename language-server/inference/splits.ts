import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel } from '../../program-model/model/types.js';
import { calleeLabel } from './bag.js';
import type { BodyMatch } from './body-match.js';
import { BodyMatch as Body } from './body-match.js';
import { linkAnchors, linkContainers } from './match-anchors.js';
import { linkBelow, linkSequence } from './match-children.js';
import { linkLeftovers } from './match-leftovers.js';
import { isCallKind, isStatementKind, Matching } from './matching.js';
import { listedStatement } from './point-places.js';
import { linkAround } from './splits-around.js';
import type { Syntax } from './syntax.js';
import { type Interner, type Tree } from './tree.js';

/** Code that went from one function into another: taken out of it, or put into it. */
export interface Relocation {
  kind: 'extracted' | 'inlined';
  /** The function whose counterpart keeps (extracted) or takes in (inlined) the code. */
  host: BodyMatch;
  /** Old code to new code across the two functions. */
  body: BodyMatch;
  /** The call that leads to the code: in the new host (extracted) or the old one (inlined). */
  call: Syntax;
  /** Share of the relocated function's code that was found again. */
  share: number;
  /** The loop that became the callback of `call`, a `forEach` (extracted), or was that callback (inlined). */
  loop?: Node;
}

/** Less of a function's code found elsewhere is chance. */
const RELOCATED_SHARE = 0.45;
const TAKEN = -2;
const WELL_ALIKE = 0.7;

/** Whether the added function `now` (laid out as `tree`) was taken out of `host`. */
export function findExtracted(
  host: BodyMatch,
  now: FunctionModel,
  tree: Tree,
  name: string,
  interner: Interner,
): Relocation | undefined {
  const found = callTo(host.matching.b, name, interner);
  const call = host.matching.b.nodes[found];
  if (call === undefined) return undefined;
  const replaced = replacedBy(host.matching, found);
  const m = new Matching(host.matching.a, tree);
  host.matching.toB.forEach((partner, i) => {
    if (partner >= 0 && !replaced(i)) m.toB[i] = TAKEN;
  });
  linkAcross(m, openStatements(m.a, m.toB), bodyStatements(tree));
  const share = coverage(tree, m.toA);
  if (share < RELOCATED_SHARE) return undefined;
  const moved = linkedIn(m.toB);
  for (const i of moved) host.matching.unlink(i);
  linkAround(host.matching, moved, found, 'a');
  const body = new Body(host.old, now, m, host.renames, host.likelyRenamed);
  return { kind: 'extracted', host, body, call, share };
}

function linkedIn(partners: Int32Array): number[] {
  const list: number[] = [];
  partners.forEach((partner, i) => {
    if (partner >= 0) list.push(i);
  });
  return list;
}

/** Whether the removed function `old` (laid out as `tree`) was put into the counterpart of `host`. */
export function findInlined(
  host: BodyMatch,
  old: FunctionModel,
  tree: Tree,
  name: string,
  interner: Interner,
): Relocation | undefined {
  const found = callTo(host.matching.a, name, interner);
  const call = host.matching.a.nodes[found];
  if (call === undefined) return undefined;
  const replaces = replacing(host.matching, found);
  const m = new Matching(tree, host.matching.b);
  host.matching.toA.forEach((partner, j) => {
    if (partner >= 0 && !replaces(j)) m.toA[j] = TAKEN;
  });
  linkAcross(m, bodyStatements(tree), openStatements(m.b, m.toA));
  const share = coverage(tree, m.toB);
  if (share < RELOCATED_SHARE) return undefined;
  const moved = linkedIn(m.toA);
  for (const j of moved) host.matching.unlink(host.matching.toA[j] as number);
  linkAround(host.matching, moved, found, 'b');
  const body = new Body(old, host.now, m, host.renames, host.likelyRenamed);
  return { kind: 'inlined', host, body, call, share };
}

/**
 * The node whose value a function's activation gives its caller directly: the call, the `await` around
 * it, or the `yield*`. Undefined where the caller does something else with the promise or the generator.
 */
export function waitingFor(
  { async, generator }: Pick<FunctionModel, 'async' | 'generator'>,
  call: Syntax,
): Syntax | undefined {
  if (call.type !== 'CallExpression') return undefined;
  if (!async && !generator) return call;
  const { parent } = call;
  if (generator) return parent?.type === 'YieldExpression' && parent.delegate ? parent : undefined;
  return parent?.type === 'AwaitExpression' ? parent : undefined;
}

/** The first call of `name`, or -1. */
function callTo(tree: Tree, name: string, interner: Interner): number {
  const labels = [name, `.${name}`, `#${name}`, `.#${name}`].map((label) => interner.id(label));
  for (let i = 0; i < tree.size; i++) {
    if (!isCallKind(tree.kinds[i] as number)) continue;
    const label = calleeLabel(tree, i);
    if (label !== 0 && labels.includes(label)) return i;
  }
  return -1;
}

/** A statement matched to the new call only because it stood there is what the call replaced. */
function replacedBy(m: Matching, call: number): (i: number) => boolean {
  const statement = listedStatement(m.b, call);
  const partner = statement < 0 ? -1 : (m.toA[statement] as number);
  if (partner < 0 || (m.likeness[partner] as number) > WELL_ALIKE) return () => false;
  const end = m.a.ends[partner] as number;
  return (i) => i >= partner && i < end;
}

/** The same seen from the old side: what stands where the old call stood came out of the callee. */
function replacing(m: Matching, call: number): (j: number) => boolean {
  const statement = listedStatement(m.a, call);
  const partner = statement < 0 ? -1 : (m.toB[statement] as number);
  if (partner < 0 || (m.likeness[statement] as number) > WELL_ALIKE) return () => false;
  const end = m.b.ends[partner] as number;
  return (j) => j >= partner && j < end;
}

export function linkAcross(m: Matching, left: number[], right: number[]): void {
  linkAnchors(m);
  linkSequence(m, left, right);
  linkBelow(m, 0);
  linkLeftovers(m);
  linkContainers(m);
  linkBelow(m, 0);
}

/** Listed statements without a partner that are not inside another one. */
export function openStatements(tree: Tree, partner: Int32Array): number[] {
  const list: number[] = [];
  for (let i = 1; i < tree.size; i++) {
    if (partner[i] !== -1 || listedStatement(tree, i) !== i) continue;
    list.push(i);
    i = (tree.ends[i] as number) - 1;
  }
  return list;
}

export function bodyStatements(tree: Tree): number[] {
  const list: number[] = [];
  for (let i = 1; i < tree.size; i++) {
    if (listedStatement(tree, i) !== i) continue;
    list.push(i);
    i = (tree.ends[i] as number) - 1;
  }
  return list;
}

/** How much of a function's statements found a partner, by weight. */
export function coverage(tree: Tree, partner: Int32Array): number {
  let total = 0;
  let found = 0;
  for (let i = 1; i < tree.size; i++) {
    if (!isInStatement(tree, i)) continue;
    total++;
    if ((partner[i] as number) >= 0) found++;
  }
  return total === 0 ? 0 : found / total;
}

function isInStatement(tree: Tree, i: number): boolean {
  for (let at = i; at > 0; at = tree.parents[at] as number) {
    if (isStatementKind(tree.kinds[at] as number)) return true;
  }
  return false;
}
