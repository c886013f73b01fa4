import type { ESTree, Node, Point } from '../model/index.js';
import type { Emitter, ResumePoint } from './emitter.js';
import { mapped, type Out } from './text.js';

/**
 * The value that arrives at the point a continuation starts from: what the frame above returns or
 * throws, or what an `await` or `yield` came back with.
 */
export function emitPointValue(emitter: Emitter, node: Node, point: ResumePoint): Out {
  const { record, module } = emitter.names;
  if (point.iteration !== undefined && node.type === 'CallExpression')
    return emitIteration(emitter, node, point, point.iteration);
  const call: Out = [
    `${record}.n.`,
    mapped('f', point.at < 0 ? node.start : point.at),
    `(${record}.n)`,
  ];
  // What arrives is not what the new code's call gives: that one is made once the old one is back.
  if (point.redo)
    return [`(${record}.n&&`, call, ',', emitter.whole(() => emitter.expression(node)), ')'];
  return point.kind === 'new' ? [`${module}.made(`, call, `,${record}.n)`] : call;
}

/**
 * A `forEach` that goes on in the middle of its list: `m.each(k.n,INDEX,xs,callback,receiver)`. The frame
 * above is the callback's for the item under way.
 */
function emitIteration(
  emitter: Emitter,
  { callee, arguments: given }: ESTree.SimpleCallExpression,
  point: ResumePoint,
  index: string,
): Out {
  const { record, module } = emitter.names;
  const list = callee.type === 'MemberExpression' ? callee.object : callee;
  const values = [list, ...given].map((value): Out => [
    ',(',
    emitter.whole(() => emitter.expression(value)),
    ')',
  ]);
  return [`${module}.`, mapped('each', point.at), `(${record}.n,${index}`, values, ')'];
}

/** What an async generator's continuation asks of the body it runs in, beside what is to be awaited. */
const wanted = (emitter: Emitter, isDelegate: boolean, argument: Out): Out => [
  `${emitter.names.module}.wanted(${isDelegate ? 2 : 1},(`,
  argument,
  '))',
];

/** The position of a suspension that is over, or of an activation that has ended. */
export const OVER = -1;

/**
 * `await x` → `(w=x,n=m.s(n,7,120),w=await w,n.p=-1,f7?f7.r("await@120",w):w)`: the position while it
 * is suspended, and an update point right after. A generator has one node for all: `n.p=120`, `n.p=0`.
 */
export function emitSuspension(
  emitter: Emitter,
  node: ESTree.AwaitExpression | ESTree.YieldExpression,
): Out {
  const isDelegate = node.type === 'YieldExpression' && node.delegate;
  const isAwait = node.type === 'AwaitExpression';
  const { awaitsByYield } = emitter.state;
  const keyword =
    isAwait && !awaitsByYield ? 'await' : isDelegate && !awaitsByYield ? 'yield*' : 'yield';
  const given: Out = node.argument ? emitter.expression(node.argument) : 'void 0';
  const argument = awaitsByYield && !isAwait ? wanted(emitter, isDelegate, given) : given;
  const point = emitter.info.points
    .get(node)
    ?.find(({ kind }) => kind === 'await' || kind === 'yield');
  if (!point) return ['(', keyword, ' (', argument, '))'];
  const { names, info } = emitter;
  const { resumed: w, activation: n } = names;
  const flag = emitter.flag(info.fn);
  const [suspend, over] = info.fn.generator
    ? [`${n}.p=${node.start}`, 0]
    : [`${n}=${names.module}.s(${n},${info.fn.index},${node.start})`, OVER];
  return [
    `(${w}=(`,
    argument,
    `),${suspend},${w}=`,
    // Stack traces of those who wait give this place.
    mapped(keyword, node.start),
    ` ${w},${n}.p=${over},`,
    `${flag}?${flag}.r("${point.key}",${w}):${w})`,
  ];
}

/** Whether a caught exception takes the frame apart: `e===U||f7&&f7.x(n,e)` where rejections wake an outdated body. */
export function isCapture(emitter: Emitter, caught: string): string {
  const { names, info } = emitter;
  const { fn } = info;
  const flag = emitter.flag(fn);
  const late = `||${flag}&&${flag}.x(${names.activation},${caught})`;
  return `${caught}===${names.unwind}${fn.async || fn.generator ? late : ''}`;
}

/**
 * `;f7?.b(33);`: a check in front of a statement, or `;f7?.b(33)??(x());` around what it evaluates, where V8 stops once then. It
 * gives the statement's own place for it, and parses it anew for each frame at each stop: it is as short as can be.
 * @param evaluated what the statement evaluates, if that is all it does, and how it ends
 */
export function emitStop(
  emitter: Emitter,
  { start }: Point,
  evaluated?: readonly [value: Out, end: Out],
): Out {
  const { mark, fn } = emitter.info;
  if (mark !== undefined) return [';', mapped('if', start), `(${mark});`, ...(evaluated ?? [])];
  const flag = emitter.flag(fn);
  // One character: what counts as the statement's place reaches no further into it.
  const check = [';', mapped(flag.slice(0, 1), start), `${flag.slice(1)}?.b(${start})`];
  if (!evaluated) return [check, ';'];
  const [value, end] = evaluated;
  return [check, '??(', value, ')', end];
}

/** `if(f7)f7.u("loop@33");`: an update point of the function under emission. */
export function emitCheck(emitter: Emitter, point: Point): string {
  const flag = emitter.flag(emitter.info.fn);
  return `if(${flag})${flag}.u("${point.key}");`;
}
