import {
  firstMovedParameter,
  isFunctionNode,
  type ESTree,
  type FunctionNode,
} from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import { emitPattern } from './assignments.js';
import type { Emitter } from './emitter.js';
import { declaredNames, directivesOf } from './functions.js';
import { span, type Out } from './text.js';

const hasSimpleTail = (node: FunctionNode): boolean =>
  !node.params.some((param) => param.type === 'RestElement');

const hasUseStrict = (node: FunctionNode): boolean =>
  node.body.type === 'BlockStatement' && directivesOf(node.body.body).length > 0;

/**
 * Whether a function takes a further argument under a name of its own, so that an outdated function
 * object can pass on what its old signature did not name. Its default keeps `length` as it is.
 */
export function takesExtra(node: FunctionNode, info: FunctionInfo): boolean {
  const { kind } = info.fn;
  return (
    kind !== 'getter' &&
    kind !== 'setter' &&
    !info.usesArguments &&
    hasSimpleTail(node) &&
    !hasUseStrict(node)
  );
}

/** Beyond as many, a call would spend its time on passing `undefined`. */
const MOST_AS_PARAMETERS = 40;

/**
 * Under a debugger, what the body's handler has to see is declared as further parameters, behind the one with
 * a default: a function that has such a one and declares anything in its body has two scopes for V8, and V8
 * describes each scope of each frame whenever it stops. Where parameters have defaults of the author's,
 * those would see the further ones.
 *
 * @returns the names; none where they are declared by `let`
 */
export function parametersFor(emitter: Emitter, node: FunctionNode, info: FunctionInfo): string[] {
  const { fn } = info;
  const isDeclared = fn.async || fn.generator ? !fn.obstacle : info.active;
  const isSimple = node.params.every(({ type }) => type === 'Identifier');
  const isWanted = emitter.analysis.model.statements && isDeclared && !fn.derived;
  if (!isWanted || !isSimple || !takesExtra(node, info)) return [];
  const names = [...declaredNames(emitter, info).keys()];
  if (fn.async || fn.generator) names.push(emitter.names.activation, emitter.names.driver);
  return names.length > MOST_AS_PARAMETERS ? [] : names;
}

/** Everything up to the body. */
export function emitHeader(emitter: Emitter, node: FunctionNode, info: FunctionInfo): Out {
  const { text } = emitter;
  const { params, body } = node;
  const [first] = params;
  const p = emitter.names.prefix;
  const further = parametersFor(emitter, node, info).map((name) => `,${name}`);
  const extra = takesExtra(node, info) ? `${p}x=void 0${further.join('')}` : '';
  const last = params[params.length - 1];
  if (!first || !last) {
    const close = closingParenthesis(text, node.start, body.start);
    return [span(node.start, close), extra, span(close, bodyStart(text, node, close + 1))];
  }
  const before = text.slice(node.start, first.start);
  const isBare = node.type === 'ArrowFunctionExpression' && !before.includes('(');
  const parts: Out[] = [span(node.start, first.start), isBare ? '(' : ''];
  const moved = firstMovedParameter(node);
  let at = first.start;
  params.forEach((param, index) => {
    const isMoved = index >= moved && param.type !== 'Identifier';
    const out = isMoved ? emitWhole(emitter, param, index) : emitParameter(emitter, node, param);
    parts.push(span(at, param.start), out);
    at = param.end;
  });
  parts.push(extra && ',', extra, isBare ? ')' : '', span(at, bodyStart(text, node, at)));
  return parts;
}

/** Where the parameters end, or the function starts where it has none. */
export const lastOf = (node: FunctionNode): number =>
  node.params[node.params.length - 1]?.end ?? node.start;

/** Where the header ends: the body, or for an arrow's expression just behind the `=>`. */
export function bodyStart(text: string, node: FunctionNode, from: number): number {
  if (node.body.type === 'BlockStatement') return node.body.start;
  return skipTo(text, '=>', from) + 2;
}

const closingParenthesis = (text: string, from: number, to: number): number => {
  let found = -1;
  for (let at = skipTo(text, ')', from); at >= 0 && at < to; at = skipTo(text, ')', at + 1)) {
    found = at;
    if (text.slice(at + 1, to).search(/\)/) < 0) break;
  }
  return found;
};

/** The next occurrence of `what` outside comments. */
function skipTo(text: string, what: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 1;
    else if (text.startsWith('//', at)) at = text.indexOf('\n', at);
    else if (text.startsWith(what, at)) return at;
  }
  return -1;
}

/** A parameter that the body binds: taken whole, and optional where it was, for the sake of `length`. */
function emitWhole(emitter: Emitter, param: ESTree.Pattern, index: number): string {
  const whole = `${emitter.names.prefix}p${index}`;
  if (param.type === 'AssignmentPattern') return `${whole}=void 0`;
  if (param.type !== 'RestElement') return whole;
  return `...${param.argument.type === 'Identifier' ? param.argument.name : whole}`;
}

/**
 * A default is not evaluated by an outdated function: `a=(f7&&f7.p()?m.D:(1))`. A generator's are
 * part of its call, which is over when its body starts.
 */
function emitParameter(emitter: Emitter, node: FunctionNode, param: ESTree.Pattern): Out {
  if (node.generator === true) return emitPattern(emitter, param);
  if (param.type !== 'AssignmentPattern') return span(param.start, param.end);
  const { names, info } = emitter;
  return [
    span(param.left.start, param.left.end),
    `=(${emitAsks(emitter, info)}?${names.module}.D:`,
    emitDefault(emitter, param),
    ')',
  ];
}

/** A default's value in parentheses; an anonymous function takes the parameter's name. */
export function emitDefault(emitter: Emitter, param: ESTree.AssignmentPattern): Out {
  const value = emitter.expression(param.right);
  const isAnonymous =
    (isFunctionNode(param.right) &&
      (param.right.type === 'ArrowFunctionExpression' || !param.right.id)) ||
    (param.right.type === 'ClassExpression' && !param.right.id);
  if (!isAnonymous || param.left.type !== 'Identifier') return ['(', value, ')'];
  return ['({', param.left.name, ':', value, '}).', param.left.name];
}

/** What a function asks first: whether the newest code has to take over. */
export function emitAsks(emitter: Emitter, { fn }: FunctionInfo): string {
  // A derived constructor's frame can't be captured before there is a `this`.
  const method = fn.derived ? 'q' : 'p';
  const flag = emitter.flag(fn);
  return `${flag}&&${flag}.${method}()`;
}

/** The raw arguments of the running call, as an array or the like. */
export function emitArguments(emitter: Emitter, node: FunctionNode, info: FunctionInfo): string {
  if (isGivenArguments(node, info)) return 'arguments';
  return `[${argumentNames(emitter, node, info).join(',')}]`;
}

/** The same as arguments of a call: `,a,b`. */
export function emitArgumentTail(emitter: Emitter, node: FunctionNode, info: FunctionInfo): string {
  if (isGivenArguments(node, info)) return `,...${emitter.names.module}.list(arguments)`;
  return argumentNames(emitter, node, info)
    .map((name) => `,${name}`)
    .join('');
}

const isGivenArguments = (node: FunctionNode, { usesArguments, fn }: FunctionInfo): boolean =>
  node.generator !== true && usesArguments && fn.kind !== 'arrow';

/** The arguments, as far as the function can name them. */
function argumentNames(emitter: Emitter, node: FunctionNode, info: FunctionInfo): string[] {
  if (node.generator === true) return [];
  const { prefix } = emitter.names;
  const moved = firstMovedParameter(node);
  const list = node.params.map((param, index) => {
    if (param.type === 'RestElement') {
      // Not its own iterator, which the program may have replaced.
      const rest =
        param.argument.type === 'Identifier' ? param.argument.name : `${prefix}p${index}`;
      return `...${emitter.names.module}.list(${rest})`;
    }
    if (param.type === 'Identifier') return param.name;
    if (index >= moved) return `${prefix}p${index}`;
    return param.type === 'AssignmentPattern' && param.left.type === 'Identifier'
      ? param.left.name
      : 'void 0';
  });
  if (takesExtra(node, info)) list.push(`${prefix}x`);
  // What is undefined at the end counts as not given (see `given`), which it may be among these.
  else if (node.params.at(-1)?.type === 'RestElement') list.push('void 0');
  return list;
}

/** The parameters that the body binds. */
const boundInBody = (node: FunctionNode): [number, ESTree.Pattern][] => {
  const moved = firstMovedParameter(node);
  return node.params.flatMap((param, index): [number, ESTree.Pattern][] => {
    const isWhole =
      param.type === 'Identifier' ||
      (param.type === 'RestElement' && param.argument.type === 'Identifier');
    return index < moved || isWhole ? [] : [[index, param]];
  });
};

export const hasBoundInBody = (node: FunctionNode): boolean => boundInBody(node).length > 0;

/** Binds the parameters from the first pattern on: `({a,b}=$_p0);` */
export function emitParameterBindings(
  emitter: Emitter,
  node: FunctionNode,
  info: FunctionInfo,
): Out {
  const { prefix } = emitter.names;
  return boundInBody(node).map(([index, param]): Out => {
    const whole = `${prefix}p${index}`;
    const inner =
      param.type === 'AssignmentPattern'
        ? param.left
        : param.type === 'RestElement'
          ? param.argument
          : param;
    const value: Out =
      param.type === 'AssignmentPattern'
        ? [`${whole}===void 0?`, emitDefault(emitter, param), `:${whole}`]
        : whole;
    const out = emitPattern(emitter, inner);
    return info.active ? ['(', out, '=', value, ');'] : ['var ', out, '=', value, ';'];
  });
}
