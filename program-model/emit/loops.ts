import type { ESTree, LoopNode, Node } from '../model/index.js';
import { declaredBy, emitPattern } from './assignments.js';
import { declare, guarded, scoped } from './blocks.js';
import type { Emitter } from './emitter.js';
import { emitPerIterationFor } from './per-iteration.js';
import { emitCheck } from './resume.js';
import { emitDeclarators, isDeclarationMoved, isMoved } from './statements.js';
import { span, type Out } from './text.js';

/** Emits a loop, or its remaining iterations: a flag leads the first one to the point inside. */
export function emitLoop(emitter: Emitter, node: LoopNode): Out {
  switch (node.type) {
    case 'WhileStatement':
      return emitWhile(emitter, node);
    case 'DoWhileStatement':
      return emitDoWhile(emitter, node);
    case 'ForStatement':
      return emitter.info.stashes.has(node)
        ? emitPerIterationFor(emitter, node)
        : emitFor(emitter, node);
    default:
      return emitForEach(emitter, node);
  }
}

const flagOf = (emitter: Emitter, node: LoopNode): string => emitter.info.flags.get(node) ?? '';

/** Whether the point to resume at is in the body, or is the body's own start. */
export function isInBody(emitter: Emitter, node: LoopNode): boolean {
  const { resumption } = emitter.state;
  if (!resumption || !emitter.onPath(node)) return false;
  return emitter.onPath(node.body) || resumption.point.node === node;
}

/** `{if(cell.f7)m.u(7,"loop@33");BODY}` */
export function emitBody(emitter: Emitter, node: LoopNode, opening: Out = ''): Out {
  const point = emitter.info.points.get(node)?.find(({ kind }) => kind === 'loop');
  const check = point ? emitCheck(emitter, point) : '';
  return ['{', opening, check, emitter.statement(node.body), '}'];
}

/** The rest of the iteration that the point lies in. */
export function emitRestOfBody(emitter: Emitter, node: LoopNode): Out {
  const { resumption } = emitter.state;
  if (resumption?.point.node === node) return emitter.whole(() => emitter.statement(node.body));
  return emitter.statement(node.body);
}

/** `{if(f1){f1=0;REST}else BODY}` */
const emitEither = (emitter: Emitter, node: LoopNode, whole: () => Out): Out => {
  const flag = flagOf(emitter, node);
  return [
    `{if(${flag}){${flag}=0;`,
    emitRestOfBody(emitter, node),
    '}else',
    emitter.whole(whole),
    '}',
  ];
};

/** A test that the first iteration skips, or whose rest it evaluates. */
function emitTest(emitter: Emitter, node: LoopNode, test: Node | null | undefined): Out {
  const flag = flagOf(emitter, node);
  const whole = (): Out => (test ? emitter.whole(() => emitter.expression(test)) : 'true');
  if (isInBody(emitter, node)) return [`${flag}||(`, whole(), ')'];
  if (test && emitter.onPath(test)) {
    return [`${flag}?(${flag}=0,`, emitter.expression(test), '):(', whole(), ')'];
  }
  return test ? emitter.whole(() => emitter.expression(test)) : '';
}

const gap = (from: number, to: number): Out => span(from, to);

function emitWhile(emitter: Emitter, node: ESTree.WhileStatement): Out {
  const body = isInBody(emitter, node)
    ? emitEither(emitter, node, () => emitBody(emitter, node))
    : emitter.whole(() => emitBody(emitter, node));
  return [
    gap(node.start, node.test.start),
    emitTest(emitter, node, node.test),
    gap(node.test.end, node.body.start),
    body,
  ];
}

function emitDoWhile(emitter: Emitter, node: ESTree.DoWhileStatement): Out {
  const flag = flagOf(emitter, node);
  const inTest = emitter.onPath(node.test);
  const whole = emitter.whole(() => emitBody(emitter, node));
  const body: Out = isInBody(emitter, node)
    ? emitEither(emitter, node, () => emitBody(emitter, node))
    : inTest
      ? [`{if(!${flag})`, whole, '}']
      : whole;
  const test = inTest
    ? emitTest(emitter, node, node.test)
    : emitter.whole(() => emitter.expression(node.test));
  return [
    gap(node.start, node.body.start),
    ' ',
    body,
    gap(node.body.end, node.test.start),
    test,
    gap(node.test.end, node.end),
    ';',
  ];
}

function emitFor(emitter: Emitter, node: ESTree.ForStatement): Out {
  const { init, test, update, body } = node;
  const isResumed = emitter.onPath(node);
  const isInInit = init != null && emitter.onPath(init);
  const inUpdate = update != null && emitter.onPath(update);
  let head: Out = '';
  if (init && (!isResumed || isInInit)) head = emitInit(emitter, init);
  else if (inUpdate) head = emitter.expression(update);
  const loopBody = isInBody(emitter, node)
    ? emitEither(emitter, node, () => emitBody(emitter, node))
    : emitter.whole(() => emitBody(emitter, node));
  return [
    'for(',
    gapLines(emitter, node.start, [init, test, update], body.start),
    head,
    ';',
    emitTest(emitter, node, test),
    ';',
    update ? emitter.whole(() => emitter.expression(update)) : '',
    ')',
    loopBody,
  ];
}

/** The line breaks between the parts of a loop's head. */
export function gapLines(
  emitter: Emitter,
  from: number,
  parts: readonly (Node | null | undefined)[],
  to: number,
): string {
  let at = from;
  let out = '';
  for (const part of parts) {
    if (!part) continue;
    out += newlines(emitter, at, part.start);
    at = part.end;
  }
  return out + newlines(emitter, at, to);
}

/** Line breaks of a part that is not copied, so that lines keep their numbers. */
export const newlines = (emitter: Emitter, from: number, to: number): string =>
  '\n'.repeat(Math.max(0, emitter.text.slice(from, Math.max(from, to)).split('\n').length - 1));

function emitInit(emitter: Emitter, init: Node): Out {
  if (init.type !== 'VariableDeclaration') return emitter.expression(init);
  const list = emitDeclarators(emitter, init);
  if (isDeclarationMoved(emitter, init)) return list;
  const first = init.declarations[0];
  return [span(init.start, first?.start ?? init.start), list];
}

type ForEach = ESTree.ForOfStatement | ESTree.ForInStatement;

const isAsync = (node: ForEach): boolean => node.type === 'ForOfStatement' && node.await;

/**
 * `for(const x of E)` →
 * `{i1=(E);try{(i1=i1[m.I]()).return===void 0&&i1[m.I]===m.J||(i1=m.kept(i1))}catch(e){throw m.bad(e,i1,"E")}for(x of i1)…}`:
 * the iterator is kept, and unwinding does not close it. The loop asks for it in its own code, so V8 tells
 * the types of different loops apart. `for…in` and `for await` run over what `m` makes of the value.
 */
function emitForEach(emitter: Emitter, node: ForEach): Out {
  const iterator = emitter.info.iterators.get(node);
  if (iterator === undefined) return emitPlainForEach(emitter, node);
  const { module } = emitter.names;
  const keyword = isAsync(node) && !emitter.state.awaitsByYield ? 'for await' : 'for';
  const bySteps = isAsync(node) && emitter.state.awaitsByYield;
  const value = (): Out => ['(', emitter.expression(node.right), ')'];
  const how = node.type === 'ForInStatement' ? 'keys' : 'iterateAsync';
  const right = (): Out => [`${iterator}=${module}.${how}(`, value(), ')'];
  const lines = gapLines(emitter, node.start, [node.left, node.right], node.body.start);
  if (bySteps) return emitBySteps(emitter, node, iterator, right, lines);
  if (isInBody(emitter, node)) {
    const item = `${emitter.names.prefix}o${emitter.next()}`;
    const again = isAsync(node) ? 'againAsync' : 'again';
    const flag = flagOf(emitter, node);
    return [
      `${keyword}(const ${item} of ${module}.${again}(${iterator}))${lines}{if(${flag}){${flag}=0;`,
      scoped(emitter, node, () => emitRestOfBody(emitter, node)),
      '}else',
      emitter.whole(() => ['{', emitItem(emitter, node, item), '}']),
      '}',
    ];
  }
  const opening = opensFirst(emitter, node) ? [iterator, '=', value(), ';'] : '';
  const head = emitHead(emitter, node);
  const loop = (source: Out): Out => [
    `${keyword}(`,
    head.target,
    ' of ',
    source,
    `)${lines}`,
    emitter.whole(() => head.body()),
  ];
  if (opening === '') return loop(right());
  const begin = emitIterator(emitter, node, iterator);
  return ['{', opening, begin, labelsOf(emitter, node), loop(iterator), '}'];
}

/** Whether a loop's iterator is made by statements in front of it, and of its labels. */
export const opensFirst = (emitter: Emitter, node: Node): boolean =>
  node.type === 'ForOfStatement' &&
  !node.await &&
  emitter.info.iterators.has(node) &&
  !isInBody(emitter, node);

function emitIterator(emitter: Emitter, node: ForEach, iterator: string): string {
  const { module } = emitter.names;
  const caught = emitter.names.numbered('e', emitter.next());
  const source = JSON.stringify(nameOfIterable(emitter, node.right));
  const make =
    `(${iterator}=${iterator}[${module}.I]()).return===void 0&&` +
    `${iterator}[${module}.I]===${module}.J||(${iterator}=${module}.kept(${iterator}))`;
  return `try{${make}}catch(${caught}){throw ${module}.bad(${caught},${iterator},${source})}`;
}

/** `a:b:` in front of a loop. */
function labelsOf(emitter: Emitter, node: Node): Out {
  let outermost = node;
  for (let at = node.parent; at?.type === 'LabeledStatement'; at = at.parent) outermost = at;
  return span(outermost.start, node.start);
}

/** How V8 names what is not iterable (its CallPrinter): simple expressions by their source, others not. */
function nameOfIterable(emitter: Emitter, node: Node): string {
  const isSimple = (at: Node): boolean =>
    at.type === 'Identifier' ||
    at.type === 'ThisExpression' ||
    (at.type === 'MemberExpression' && !at.computed && !at.optional && isSimple(at.object));
  if (isSimple(node)) return emitter.text.slice(node.start, node.end);
  if (node.type === 'CallExpression' && isSimple(node.callee)) {
    const callee = emitter.text.slice(node.callee.start, node.callee.end);
    return `${callee} is not a function or its return value`;
  }
  return '';
}

/** A loop that is never interrupted: left as it is. */
const emitPlainForEach = (emitter: Emitter, node: ForEach): Out =>
  emitter.copy(node, (child) => {
    if (child === node.body) return emitter.statement(child);
    if (child === node.right) return emitter.expression(child);
    return child.type === 'VariableDeclaration'
      ? emitter.copy(child, (declarator) =>
          emitter.copy(declarator, (id) => emitPattern(emitter, id)),
        )
      : emitPattern(emitter, child);
  });

/** The loop's target, and the body that goes with it. */
function emitHead(emitter: Emitter, node: ForEach): { target: Out; body: () => Out } {
  const { left } = node;
  const stash = emitter.info.stashes.get(node);
  if (left.type !== 'VariableDeclaration') {
    return { target: emitPattern(emitter, left), body: () => emitBody(emitter, node) };
  }
  const id = left.declarations[0]?.id as Node;
  if (!stash && !hasAccess(emitter, left)) {
    const keyword = isDeclarationMoved(emitter, left) ? '' : `${left.kind} `;
    return { target: [keyword, emitPattern(emitter, id)], body: () => emitBody(emitter, node) };
  }
  const item = `${emitter.names.prefix}o${emitter.next()}`;
  return { target: `const ${item}`, body: () => ['{', emitItem(emitter, node, item), '}'] };
}

const hasAccess = (emitter: Emitter, left: ESTree.VariableDeclaration): boolean =>
  left.declarations.some(({ id }) => {
    if (id.type !== 'Identifier') return isMoved(emitter, id);
    const variable = declaredBy(emitter, id);
    return variable !== undefined && emitter.access.has(variable);
  });

/** Binds one item to the loop's target and runs the body. */
function emitItem(emitter: Emitter, node: ForEach, item: string): Out {
  const { left } = node;
  const stash = emitter.info.stashes.get(node);
  const target =
    left.type === 'VariableDeclaration' ? (left.declarations[0]?.id as Node) : (left as Node);
  const isNative =
    left.type === 'VariableDeclaration' && !stash && !isDeclarationMoved(emitter, left);
  const bind: Out = isNative
    ? [`${left.kind} `, emitPattern(emitter, target), `=${item};`]
    : ['(', emitPattern(emitter, target), `=${item});`];
  const body = emitBody(emitter, node);
  return stash ? [declare(emitter, stash), bind, guarded(emitter, stash, body)] : [bind, body];
}

/**
 * `for await` in a continuation that awaits by `yield`: the steps are written out, the iterator is
 * closed as ECMA-262 AsyncIteratorClose does.
 */
function emitBySteps(
  emitter: Emitter,
  node: ForEach,
  iterator: string,
  right: () => Out,
  lines: string,
): Out {
  const { names } = emitter;
  const n = emitter.next();
  const step = names.numbered('o', n);
  const open = names.numbered('z', n);
  const item = names.numbered('q', n);
  const caught = names.numbered('e', n);
  const resumed = isInBody(emitter, node);
  const flag = flagOf(emitter, node);
  const labels = { end: names.numbered('l', n) + 'e', next: names.numbered('l', n) + 'n' };
  const advance =
    `${open}=0;const ${step}=${names.module}.step(yield ${names.module}.advance(${iterator}));` +
    `if(${step}.done)break ${labels.end};const ${item}=${step}.value;${open}=1;`;
  emitter.loopLabels.set(node, labels);
  const whole: Out = ['{', advance, emitter.whole(() => emitItem(emitter, node, item)), '}'];
  const first = (): Out => scoped(emitter, node, () => emitRestOfBody(emitter, node));
  const body: Out = resumed
    ? [`{if(${flag}){${flag}=0;${open}=1;`, first(), '}else', whole, '}']
    : whole;
  emitter.loopLabels.delete(node);
  const close = `const ${step}=${names.module}.closing(${iterator});if(${step})`;
  const opening: Out = resumed ? '' : [right(), ';'];
  const failed =
    `if(${caught}!==${names.unwind}&&${open}){${open}=0;` +
    `try{${close}yield ${step}.value}catch{}}throw ${caught}`;
  return [
    `{let ${open}=0;`,
    opening,
    `try{${labels.end}:for(;;)${lines}${labels.next}:`,
    body,
    `}catch(${caught}){${failed}}`,
    `finally{if(${open}&&!${names.unwind}.on){${close}${names.module}.step(yield ${step}.value)}}}`,
  ];
}
