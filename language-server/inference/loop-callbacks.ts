import { isLoop, type FunctionNode, type Node } from '../../program-model/model/estree.js';
import type { FunctionModel } from '../../program-model/model/types.js';
import { BodyMatch } from './body-match.js';
import { iteratedList, renamed } from './iterations.js';
import { childIndexes, HOW, Matching } from './matching.js';
import { listedStatement } from './point-places.js';
import { bodyStatements, coverage, linkAcross, openStatements, type Relocation } from './splits.js';
import { linkAround } from './splits-around.js';
import type { Syntax } from './syntax.js';
import { roleId, type Tree } from './tree.js';

const TAKEN = -2;

/** Less of the callback found in the loop, or of the loop in the callback, is chance. */
const SAME_CODE = 0.45;

/** `this.items`: evaluating it again does nothing. */
const PLAIN_LIST = /^(?:this|[A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*$/;

type Call = Extract<Syntax, { type: 'CallExpression' }>;

/** A `forEach` statement whose callback a function is, with the text of its list. */
interface EachCall {
  call: Call;
  list: string;
}

/** The `xs.forEach(…)` that a function is the callback of, where that is a statement of its own. */
export function eachCallOf(fn: FunctionModel | undefined, text: string): EachCall | undefined {
  const node = fn?.node;
  if (node === undefined) return undefined;
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression')
    return undefined;
  // A name or `arguments.callee` could have led it elsewhere.
  if (node.type === 'FunctionExpression' && node.id != null) return undefined;
  const call = node.parent;
  if (call?.type !== 'CallExpression' || call.optional || call.arguments[0] !== node)
    return undefined;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.optional) return undefined;
  if (callee.property.type !== 'Identifier' || callee.property.name !== 'forEach') return undefined;
  if (call.parent?.type !== 'ExpressionStatement' || !isToldIndex(node)) return undefined;
  const list = text.slice(callee.object.start, callee.object.end);
  return { call, list };
}

/**
 * Whether a function, when it is outdated, still tells the index that it was called with: it passes on one
 * argument more than it names.
 */
function isToldIndex({ params, body }: FunctionNode): boolean {
  if (params.length > 1) return true;
  if (params[0]?.type === 'RestElement') return true;
  const isPlain = body.type !== 'BlockStatement' || !body.body.some((item) => 'directive' in item);
  return params.length === 1 && isPlain;
}

interface Side {
  fn: FunctionModel;
  /** The function laid out as a tree. */
  tree: Tree;
  each: EachCall;
  /** The text of the version that has the loop. */
  text: string;
}

/** Whether the added callback of a `forEach` was a loop over the same list in `host`. */
export function findLoopTaken(host: BodyMatch, side: Side): Relocation | undefined {
  const { a } = host.matching;
  const isSame = (list: string): boolean => renamed(list, host) === side.each.list;
  return best(
    loopsOver(host.matching.a, host.matching.toB, host.old, side, isSame),
    (at) => {
      const m = new Matching(a, side.tree);
      takeOutside(m.toB, a, at, host.matching.toB);
      linkAcross(m, openStatements(a, m.toB), bodyStatements(side.tree));
      const share = coverage(side.tree, m.toA);
      if (share < SAME_CODE) return undefined;
      const body = new BodyMatch(host.old, side.fn, m, host.renames, host.likelyRenamed);
      const loop = a.nodes[at] as Node;
      return { kind: 'extracted', host, body, call: side.each.call, share, loop };
    },
    (at) => linkPlaces(host.matching, at, side.each.call, 'a'),
  );
}

/** Whether the removed callback of a `forEach` is a loop over the same list in the counterpart of `host`. */
export function findLoopGiven(host: BodyMatch, side: Side): Relocation | undefined {
  const { b } = host.matching;
  const was = renamed(side.each.list, host);
  const isSame = (list: string): boolean => list === was;
  return best(
    loopsOver(b, host.matching.toA, host.now, side, isSame),
    (at) => {
      const m = new Matching(side.tree, b);
      takeOutside(m.toA, b, at, host.matching.toA);
      linkAcross(m, bodyStatements(side.tree), openStatements(b, m.toA));
      const share = coverage(side.tree, m.toB);
      if (share < SAME_CODE) return undefined;
      const body = new BodyMatch(side.fn, host.now, m, host.renames, host.likelyRenamed);
      const loop = b.nodes[at] as Node;
      return { kind: 'inlined', host, body, call: side.each.call, share, loop };
    },
    (at) => linkPlaces(host.matching, at, side.each.call, 'b'),
  );
}

/** The one with the largest share of code found again, its place then linked with the call's. */
function best(
  loops: readonly number[],
  compare: (at: number) => Relocation | undefined,
  link: (at: number) => void,
): Relocation | undefined {
  let found: { at: number; relocation: Relocation } | undefined;
  for (const at of loops) {
    const relocation = compare(at);
    if (relocation && relocation.share > (found?.relocation.share ?? 0)) found = { at, relocation };
  }
  if (found) link(found.at);
  return found?.relocation;
}

/** The loops without a counterpart that run over a list. */
function loopsOver(
  tree: Tree,
  partners: Int32Array,
  fn: FunctionModel,
  { text }: Side,
  isSame: (list: string) => boolean,
): number[] {
  return [...tree.nodes.keys()].filter((i) => {
    const loop = tree.nodes[i];
    if (loop === undefined || !isLoop(loop) || partners[i] !== -1) return false;
    const list = iteratedList(loop, fn, text);
    return list !== undefined && PLAIN_LIST.test(list) && isSame(list);
  });
}

/** What is not in the loop's body, or has its counterpart elsewhere, is not to be found in the callback. */
function takeOutside(partners: Int32Array, tree: Tree, loop: number, known: Int32Array): void {
  const body = childIndexes(tree, loop).find((child) => tree.roles[child] === BODY) ?? loop;
  for (let i = 0; i < tree.size; i++) {
    const isInside = i > loop && i >= body && i < (tree.ends[loop] as number);
    if (!isInside || (known[i] as number) >= 0) partners[i] = TAKEN;
  }
}

const BODY = roleId('body');

/** The loop's place is that of the statement with the call. */
function linkPlaces(host: Matching, loop: number, call: Call, side: 'a' | 'b'): void {
  const other = side === 'a' ? host.b : host.a;
  const there = other.nodes.indexOf(call);
  if (there < 0) return;
  linkAround(host, [loop], there, side);
  const statement = listedStatement(other, there);
  const [i, j] = side === 'a' ? [loop, statement] : [statement, loop];
  if (statement > 0 && host.toB[i] === -1 && host.toA[j] === -1)
    host.link(i, j, HOW.container, 0.5);
}
