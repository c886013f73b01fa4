import {
  assignedName,
  isFunctionNode,
  type FunctionModel,
  type FunctionNode,
  type Node,
} from '../model/index.js';
import type { Analysis, FunctionInfo } from './analysis.js';
import { canStandAlone, emitDerivedConstructor, emitStandingAlone } from './constructors.js';
import { Emitter } from './emitter.js';
import { emitFunction, within } from './functions.js';
import { strict, wrap, type GeneratedCode } from './generated-code.js';
import { bindFree } from './taken-variables.js';
import { span, type Out } from './text.js';
import type { Transfer } from './transfer.js';

/**
 * Emits the newest code of a function for one closure:
 * `m=>{…;return (b,t,s)=>{const g1=b[0];…;return({f(a){…}}).f}}`
 */
export function emitImplementation(
  analysis: Analysis,
  fn: FunctionModel,
  transfer: Transfer,
): GeneratedCode {
  const emitter = new Emitter(analysis);
  const info = emitter.infoOf(fn);
  const p = emitter.names.prefix;
  const prologue: Out[] = [transfer.touches(emitter.names.module)];
  for (const variable of info.free) prologue.push(bindFree(emitter, variable, transfer));
  const { node } = fn;
  const isArrow = fn.kind === 'arrow';
  let value: Out;
  if (fn.kind === 'field') {
    emitter.lexical = { this: `${p}t`, super: `${p}s` };
    value = within(emitter, info, () => {
      const init = node.type === 'PropertyDefinition' ? node.value : null;
      emitter.lexical = { this: `${p}t`, super: `${p}s` };
      return ['()=>(', init ? emitter.expression(init) : 'void 0', ')'];
    });
  } else if (fn.kind === 'arrow' && isFunctionNode(node)) {
    emitter.lexical = { this: `${p}t`, super: `${p}s`, target: `${p}r`, arguments: `${p}h` };
    const arrow = emitFunction(emitter, node);
    const name = JSON.stringify(assignedName(node));
    value = name === '""' ? ['(', arrow, ')'] : [`({${name}:`, arrow, `})[${name}]`];
  } else if (fn.derived && isFunctionNode(node)) {
    value = ['(', emitDerivedConstructor(emitter, node, info), ')'];
  } else if (isFunctionNode(node)) {
    emitter.given.set(info, { super: `${p}s`, target: `${p}r` });
    value = asMethod(emitter, node, info);
  } else value = '()=>{}';
  return wrap(
    emitter,
    [
      '(',
      `${p}b,${p}t,${p}s,${p}r,${p}h,${p}f`,
      ')=>{',
      strict(emitter, fn),
      prologue,
      'return ',
      value,
      '}',
    ],
    isArrow ? `${p}t` : '',
  );
}

/**
 * Emits the newest code of a derived constructor as a class: `m=>{…;return (()=>class extends null{…})}`
 *
 * @returns nothing where it needs more than that; see `canStandAlone`
 */
export function emitConstructorAlone(
  analysis: Analysis,
  fn: FunctionModel,
  transfer: Transfer,
): GeneratedCode | undefined {
  const emitter = new Emitter(analysis);
  const { node } = fn;
  if (!isFunctionNode(node) || !canStandAlone(emitter.infoOf(fn))) return undefined;
  if (transfer.touches(emitter.names.module) !== '') return undefined;
  return wrap(emitter, ['()=>', emitStandingAlone(emitter, node)]);
}

/** A method of a literal keeps the function's name without binding it inside. */
function asMethod(emitter: Emitter, node: Node, info: FunctionInfo): Out {
  const { fn } = info;
  const star = fn.generator ? '*' : '';
  const prefix = fn.async ? 'async ' : '';
  const name = assignedName(node);
  const text = emitter.text;
  const open = text.indexOf(
    '(',
    isFunctionNode(node) && node.type !== 'ArrowFunctionExpression' && node.id
      ? node.id.end
      : node.start,
  );
  const whole = emitFunction(emitter, node as never);
  return [
    // A computed name, or the object it needs, would be most of what making the function takes.
    `({${prefix}${star}${JSON.stringify(name)}`,
    dropBefore(whole, open),
    `})[${JSON.stringify(name)}]`,
  ];
}

/** `async*["m"](…){…}`: a function in the form of a method. */
export function emitMethodText(
  emitter: Emitter,
  node: FunctionNode,
  info: FunctionInfo,
  name: string,
): Out {
  const { fn } = info;
  const star = fn.generator ? '*' : '';
  const prefix = fn.async ? 'async ' : '';
  const from = node.type !== 'ArrowFunctionExpression' && node.id ? node.id.end : node.start;
  const open = emitter.text.indexOf('(', from);
  return [
    `${prefix}${star}[${JSON.stringify(name)}]`,
    dropBefore(emitFunction(emitter, node), open),
  ];
}

/** An emitted function's text from its parameter list on. */
function dropBefore(out: Out, offset: number): Out {
  let dropped = false;
  const visit = (item: Out): Out => {
    if (dropped || typeof item === 'string') return item;
    if (Array.isArray(item)) return item.map(visit);
    if ('start' in item) {
      if (item.end <= offset) return '';
      dropped = true;
      return span(Math.max(item.start, offset), item.end);
    }
    return item;
  };
  return visit(out);
}
