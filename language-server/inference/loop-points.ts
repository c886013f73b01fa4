import type { Node } from '../../program-model/model/estree.js';
import type { Point } from '../../program-model/model/types.js';
import { counterOf, iteratedList, type LoopCarry } from './iterations.js';
import { pointAt } from './points.js';
import { waitingFor, type Relocation } from './splits.js';
import type { PointMatch, VariableMatch } from './types.js';

/** Surer than that a loop and a callback are the same is not to be had. */
const MOST = 0.94;

/** A point where the iteration of a loop begins that became a callback, or the call of one that became a loop. */
export function mapIteration(relocation: Relocation, point: Point): PointMatch | undefined {
  return relocation.kind === 'extracted'
    ? mapStart(relocation, point)
    : mapEntry(relocation, point);
}

function mapStart(relocation: Relocation, point: Point): PointMatch | undefined {
  const { body, host, call, loop } = relocation;
  if (point.kind !== 'loop' || point.node !== loop || body.now.async || body.now.generator)
    return undefined;
  const code = (body.now.node as { body?: Node }).body;
  if (code === undefined) return undefined;
  const node = code.type === 'BlockStatement' ? (code.body[0] ?? code) : code;
  const key = `${node === code && code.type === 'BlockStatement' ? 'end' : 'before'}@${node.start}`;
  const place = { fn: body.now.index, key };
  const caller = {
    fn: host.now.index,
    key: pointAt(host.now, 'call', call)?.key ?? `call@${call.start}`,
  };
  const reason = `its loop calls ${body.now.path} now`;
  const confidence = confidenceIn(relocation);
  return {
    ...place,
    node,
    how: 'moved',
    confidence,
    reason,
    frames: [caller, place],
    starts: true,
  };
}

/** The call has done nothing yet: its item is the next one of the loop. */
function mapEntry(relocation: Relocation, point: Point): PointMatch | undefined {
  const { body, host, call, loop } = relocation;
  if (point.kind !== 'entry' || loop === undefined) return undefined;
  const place = endOfIteration(loop);
  const waits = waitingFor(body.old, call);
  const caller = waits && host.old.points.find(({ node }) => node === waits);
  if (!place || !caller) return undefined;
  return {
    ...place,
    fn: body.now.index,
    how: 'moved',
    confidence: confidenceIn(relocation),
    reason: `what it was called for is the next item of a loop of ${body.now.path}`,
    joinsCaller: true,
    starts: true,
    caller: { fn: host.old.index, key: caller.key },
  };
}

/** Where an iteration has nothing left to do but to count. */
function endOfIteration(loop: Node): { key: string; node: Node } | undefined {
  if (
    loop.type !== 'ForOfStatement' &&
    loop.type !== 'ForStatement' &&
    loop.type !== 'WhileStatement'
  )
    return undefined;
  const { body } = loop;
  if (body.type !== 'BlockStatement') return undefined;
  const counts = loop.type === 'WhileStatement' ? body.body.at(-1) : undefined;
  return counts
    ? { key: `before@${counts.start}`, node: counts }
    : { key: `end@${body.start}`, node: body };
}

const confidenceIn = ({ share }: Relocation): number => Math.min(MOST, 0.5 + share / 2);

/** How iterations go on in a loop that was a callback, or by the `forEach` that a loop has become. */
export function carryOf(
  { kind, host, call, loop }: Relocation,
  texts: { old: string; now: string },
): [Node, LoopCarry][] {
  if (!loop) return [];
  const [fn, text] = kind === 'extracted' ? [host.old, texts.old] : [host.now, texts.now];
  const list = iteratedList(loop, fn, text);
  if (list === undefined) return [];
  const index = counterOf(loop, fn, text);
  if (kind === 'extracted') return [[call, { kind: 'called', index, loop, list }]];
  return [[loop, { kind: 'next', index, call, list: listOf(call, texts.old) }]];
}

function listOf(call: Node, text: string): string {
  const callee = call.type === 'CallExpression' ? call.callee : undefined;
  return callee?.type === 'MemberExpression'
    ? text.slice(callee.object.start, callee.object.end)
    : '';
}

/** The parameters of a callback that was a loop: the item, its index and the list. */
export function fromIteration(
  { body, host, loop }: Relocation,
  oldText: string,
  sources: readonly VariableMatch[],
  at: PointMatch | undefined,
): void {
  const { node } = body.now;
  const list = loop && iteratedList(loop, host.old, oldText);
  if (loop === undefined || list === undefined || !('params' in node)) return;
  const index = counterOf(loop, host.old, oldText);
  const position: VariableMatch['from'] = index
    ? { kind: 'expression', text: index.name }
    : { kind: 'position', loop: loop.start, list };
  if (at?.starts === true) {
    const params = new Set(node.params.map(keyOf));
    const later: VariableMatch['from'] = { kind: 'initialiser' };
    for (const source of sources) {
      if (source.from.kind !== 'kept' || params.has(source.now)) continue;
      if (Number(source.now.split('@')[1]) < node.body.start) continue;
      Object.assign(source, { from: later, reason: 'declared behind this point' });
    }
  }
  node.params.forEach((param, place) => {
    const source = sources.find(({ now }) => now === keyOf(param));
    if (!source) return;
    const isOpen = source.from.kind === 'question';
    // Where the iteration has only begun, a loop that counts has yet to look its item up.
    const isAhead = place === 0 && at?.starts === true && index !== undefined;
    if (!isOpen && !(isAhead && source.from.kind === 'kept')) return;
    if (place === 0 && index === undefined) return;
    const from: VariableMatch['from'] | undefined = [
      index && ({ kind: 'expression', text: `${list}[${index.name}]` } as const),
      position,
      { kind: 'expression', text: list } as const,
    ][place];
    if (from) Object.assign(source, { from, confidence: 0.97, reason: ITERATING });
  });
}

/** An iteration that is over has no variables but the loop's own (`counters`). */
export function overIteration(
  loop: Node,
  sources: readonly VariableMatch[],
  counters: ReadonlySet<string>,
): void {
  for (const source of sources) {
    const offset = Number(source.now.split('@')[1]);
    if (counters.has(source.now) || offset < loop.start || offset >= loop.end) continue;
    const from: VariableMatch['from'] = { kind: 'expression', text: 'undefined' };
    Object.assign(source, { from, confidence: 0.97, reason: 'its iteration is over' });
  }
}

const ITERATING = 'from the iteration that is under way';

const keyOf = (param: Node): string =>
  param.type === 'Identifier' ? `${param.name}@${param.start}` : '';
