import { isLoop, type Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Variable } from '../../program-model/model/types.js';
import { dice } from './bag.js';
import type { BodyMatch } from './body-match.js';
import { variableAt } from './references.js';
import type { Syntax } from './syntax.js';
import type { PointMatch, VariableSource } from './types.js';

/** How the iteration that is under way in an old loop goes on in a new one of another kind. */
export type LoopCarry =
  /** The old loop counts and the new one iterates: it skips as many items as were counted. */
  | { kind: 'skip'; index: Variable; list: string }
  /** The old loop iterates and the new one counts: how many items its iterator has left. */
  | { kind: 'position'; index: Variable; loop: Node; list: string }
  /** By a `forEach`: it goes on behind the items that the old loop has been through, which may have counted. */
  | { kind: 'called'; index: Variable | undefined; loop: Node; list: string }
  /** The old `forEach` tells which item comes next; the new loop may count. */
  | { kind: 'next'; index: Variable | undefined; call: Node; list: string }
  /** Not at all. */
  | { kind: 'none'; why: string };

/** `for (let i = 0; i < list.length; i++)`, or the same as a `while` that ends with `i++` */
interface Counting {
  index: Variable;
  list: string;
}

/** By new loop: how its iterations go on, where that is not by the same variables and iterator. */
export function loopCarries(
  body: BodyMatch,
  texts: { old: string; now: string },
): Map<Node, LoopCarry> {
  const { matching, old, now } = body;
  const { a, b, toA } = matching;
  const found = new Map<Node, LoopCarry>();
  for (let j = 1; j < b.size; j++) {
    const loop = b.nodes[j];
    if (loop === undefined || !isLoop(loop)) continue;
    const before = a.nodes[toA[j] as number];
    if (before === undefined || !isLoop(before)) {
      if (isAsync(loop)) found.set(loop, { kind: 'none', why: 'a new loop awaits its items' });
      continue;
    }
    const carry = carryBetween(before, loop, { old, now, texts, body });
    if (carry !== undefined) found.set(loop, carry);
  }
  return found;
}

interface Sides {
  old: FunctionModel;
  now: FunctionModel;
  texts: { old: string; now: string };
  body: BodyMatch;
}

function carryBetween(old: Syntax, now: Syntax, sides: Sides): LoopCarry | undefined {
  const from = kindOf(old);
  const to = kindOf(now);
  if (from === to) return undefined;
  if (isCounting(old) && now.type === 'ForOfStatement' && !now.await) {
    const counting = countingIn(old, sides.old, sides.texts.old);
    const list = sides.texts.now.slice(now.right.start, now.right.end);
    if (counting && renamed(counting.list, sides.body) === list) {
      return { kind: 'skip', index: counting.index, list: counting.list };
    }
  }
  if (old.type === 'ForOfStatement' && !old.await && isCounting(now)) {
    const counting = countingIn(now, sides.now, sides.texts.now);
    const list = sides.texts.old.slice(old.right.start, old.right.end);
    if (counting && renamed(list, sides.body) === counting.list) {
      return { kind: 'position', index: counting.index, loop: old, list };
    }
  }
  return { kind: 'none', why: `${from} has become ${to}` };
}

/** Loops of one kind have the same state: variables, or an iterator. */
function kindOf(loop: Syntax): string {
  switch (loop.type) {
    case 'ForOfStatement':
      return loop.await ? 'a loop that awaits items' : 'a loop over items';
    case 'ForInStatement':
      return 'a loop over keys';
    default:
      return 'a loop with a condition';
  }
}

const isAsync = (loop: Syntax): boolean => loop.type === 'ForOfStatement' && loop.await;

type CountingLoop = Extract<Syntax, { type: 'ForStatement' | 'WhileStatement' }>;

const isCounting = (loop: Syntax): loop is CountingLoop =>
  loop.type === 'ForStatement' || loop.type === 'WhileStatement';

const COUNTING = /^([\w$]+)=0;\1<([\w$.]+)\.length;(?:\1\+\+|\+\+\1|\1\+=1)$/;

function countingIn(loop: CountingLoop, fn: FunctionModel, text: string): Counting | undefined {
  if (loop.type === 'WhileStatement') return countingInWhile(loop, fn, text);
  const { init, test, update } = loop;
  if (init?.type !== 'VariableDeclaration' || !test || !update) return undefined;
  const [first, ...more] = init.declarations;
  if (first?.id.type !== 'Identifier' || more.length > 0) return undefined;
  const squeezed = (node: Syntax): string => text.slice(node.start, node.end).replace(/\s+/g, '');
  const match = COUNTING.exec([first, test, update].map(squeezed).join(';'));
  const index = variableAt(fn, first.id);
  return match && index ? { index, list: match[2] as string } : undefined;
}

/** The index is counted at the end of the body and nowhere else, so it tells the item under way. */
function countingInWhile(
  { test, body }: Extract<Syntax, { type: 'WhileStatement' }>,
  fn: FunctionModel,
  text: string,
): Counting | undefined {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  if (test.type !== 'BinaryExpression' || last?.type !== 'ExpressionStatement') return undefined;
  const index = test.left.type === 'Identifier' ? variableAt(fn, test.left) : undefined;
  const definition = index?.declaration.defs[0]?.node as Syntax | undefined;
  if (!index || definition?.type !== 'VariableDeclarator' || !definition.init) return undefined;
  const writes = index.declaration.references.filter((use) => use.isWrite() && use.init !== true);
  if (writes.length !== 1) return undefined;
  const squeezed = (node: Syntax): string => text.slice(node.start, node.end).replace(/\s+/g, '');
  const parts = [`${index.name}=${squeezed(definition.init)}`, squeezed(test)];
  const match = COUNTING.exec([...parts, squeezed(last.expression)].join(';'));
  return match ? { index, list: match[2] as string } : undefined;
}

/** The list that a loop goes through from its first item to its last; undefined for other loops. */
export function iteratedList(loop: Node, fn: FunctionModel, text: string): string | undefined {
  if (loop.type === 'ForOfStatement' && !loop.await)
    return text.slice(loop.right.start, loop.right.end);
  return isCounting(loop) ? countingIn(loop, fn, text)?.list : undefined;
}

/** The variable that a loop counts with. */
export const counterOf = (loop: Node, fn: FunctionModel, text: string): Variable | undefined =>
  isCounting(loop) ? countingIn(loop, fn, text)?.index : undefined;

/** A list's text with the names that the new version has. */
export const renamed = (list: string, { renames }: BodyMatch): string =>
  list
    .split('.')
    .map((name, at) =>
      at === 0 ? (renames.get(name) ?? name) : (renames.get(`.${name}`)?.slice(1) ?? name),
    )
    .join('.');

/** The loops around a node whose bodies it lies in, or at whose start it stands. */
function* loopsInto(node: Node, top: Node): Generator<Node> {
  let child: Node = node;
  if (isLoop(node)) yield node;
  for (let at: Node | null = node.parent; at && child !== top; child = at, at = at.parent) {
    if (isLoop(at) && at.body === child) yield at;
  }
}

function isInside(loop: Node, node: Node, top: Node): boolean {
  for (const around of loopsInto(node, top)) if (around === loop) return true;
  return false;
}

/** What variables get that a loop's change of kind has brought, while an iteration is under way. */
export function carriedVariables(
  carries: ReadonlyMap<Node, LoopCarry>,
  body: BodyMatch,
  at: PointMatch | undefined,
): Map<Variable, VariableSource> {
  const sources = new Map<Variable, VariableSource>();
  for (const [loop, carry] of carries) {
    if (carry.kind === 'position') {
      const { start } = carry.loop;
      const isUnderWay = at?.node === undefined || isInside(loop, at.node, body.now.node);
      const why = `${carry.index.name} counts in a loop that is not under way`;
      sources.set(
        carry.index,
        isUnderWay
          ? { kind: 'position', loop: start, list: carry.list }
          : { kind: 'question', why, proposed: `${carry.list}.length` },
      );
    }
    if (carry.kind === 'next' && carry.index)
      sources.set(carry.index, nextIndex(carry, carry.index, loop, at));
    const item = carry.kind === 'skip' ? itemOf(loop, body.now) : undefined;
    if (carry.kind !== 'skip' || item === undefined) continue;
    sources.set(item, { kind: 'expression', text: `${carry.list}[${carry.index.name}]` });
  }
  return sources;
}

/** `{ a, b: [c] }`: taking a value apart so does nothing else. */
const PLAIN_PATTERN = /^[\w$\s,:{}[\]]+$/;

/**
 * What the variables of an iterating loop's item get where the iteration has only begun: the old loop, which
 * counted, has yet to look its item up.
 */
export function begunVariables(
  carries: ReadonlyMap<Node, LoopCarry>,
  body: BodyMatch,
  at: PointMatch | undefined,
  text: string,
): Map<Variable, VariableSource> {
  const sources = new Map<Variable, VariableSource>();
  const loop = at?.node;
  const carry = loop && at.point?.kind === 'loop' ? carries.get(loop) : undefined;
  if (carry?.kind !== 'skip' || loop?.type !== 'ForOfStatement') return sources;
  const { left } = loop;
  const item = `${carry.list}[${carry.index.name}]`;
  const pattern = text.slice(
    left.type === 'VariableDeclaration' ? (left.declarations[0]?.id.start ?? 0) : left.start,
    left.end,
  );
  for (const variable of body.now.variables) {
    if (variable.offset < left.start || variable.offset >= left.end) continue;
    const isPlain = pattern === variable.name || PLAIN_PATTERN.test(pattern);
    const taken = pattern === variable.name ? item : `((${pattern})=>${variable.name})(${item})`;
    const why = `${variable.name} is what the loop takes out of its item`;
    sources.set(
      variable,
      isPlain
        ? { kind: 'expression', text: taken }
        : { kind: 'question', why, proposed: 'undefined' },
    );
  }
  return sources;
}

/** What a `forEach` calls next tells where it is, not which item it has called for. */
function nextIndex(
  { call, list }: Extract<LoopCarry, { kind: 'next' }>,
  index: Variable,
  loop: Node,
  at: PointMatch | undefined,
): VariableSource {
  const isOver = at?.key?.startsWith('end@') === true;
  const from = (isOver ? at.node?.end : at?.node?.start) ?? 0;
  const body = isLoop(loop) ? loop.body : loop;
  const isRead = index.declaration.references.some((use) => {
    const { start, parent } = use.identifier as Node;
    const counts = parent?.type === 'UpdateExpression' || parent?.type === 'AssignmentExpression';
    return use.isRead() && !counts && start >= Math.max(from, body.start) && start < body.end;
  });
  if (!isRead && !index.captured) return { kind: 'position', loop: call.start, list };
  const why = `the old callback had no ${index.name}, and the iteration under way goes on to read it`;
  return { kind: 'question', why, proposed: 'undefined' };
}

/** Why an iteration that is under way around a new node cannot go on; undefined where it can. */
export function iterationLost(
  carries: ReadonlyMap<Node, LoopCarry>,
  node: Node,
  top: Node,
): string | undefined {
  for (const loop of loopsInto(node, top)) {
    const carry = carries.get(loop);
    if (carry?.kind === 'none') return `${carry.why}: its iteration cannot be carried over`;
  }
  return undefined;
}

/** The variable of an iterating loop's items, where it has one. */
function itemOf(loop: Node, fn: FunctionModel): Variable | undefined {
  if (loop.type !== 'ForOfStatement' || loop.left.type !== 'VariableDeclaration') return undefined;
  const id = loop.left.declarations[0]?.id;
  return id?.type === 'Identifier' ? variableAt(fn, id) : undefined;
}

/** Less alike, a new function is not what became of a loop. */
const SAME_BODY = 0.6;

/**
 * Why the iteration under way around an old node cannot go on: its loop has become a callback, whose
 * caller does the iterating (`forEach`); undefined where none has.
 *
 * @param added the functions that are new in the old function's counterpart
 */
export function becameCallback(
  body: BodyMatch,
  node: Node,
  added: readonly FunctionModel[],
  texts: { old: string; now: string },
): string | undefined {
  for (const loop of added.length > 0 ? loopsInto(node, body.old.node) : []) {
    const i = body.indexOf(loop);
    if (i === undefined || (body.matching.toB[i] as number) >= 0 || !isLoop(loop)) continue;
    const before = wordsOf(texts.old.slice(loop.body.start, loop.body.end));
    const callback = added.find(
      ({ start, end }) => dice(before, wordsOf(texts.now.slice(start, end))) >= SAME_BODY,
    );
    if (callback === undefined) continue;
    return `its loop has become ${callback.path || 'a callback'}: its iteration cannot be carried over`;
  }
  return undefined;
}

/** The words of a text as a bag of hashes. */
function wordsOf(text: string): Int32Array {
  const hashes = text.match(/[\w$]+/g)?.map((word) => {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
    return hash;
  });
  return Int32Array.from(hashes ?? []).sort();
}
