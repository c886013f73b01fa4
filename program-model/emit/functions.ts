import {
  entersByFrame,
  functionScope,
  isFunctionNode,
  type ESTree,
  type FunctionNode,
  type Node,
} from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import { classOf, emitAddedFields } from './classes.js';
import type { Emitter } from './emitter.js';
import { emitBodyStart, emitHandler, emitLazyPairs } from './handler.js';
import { newlines } from './loops.js';
import {
  bodyStart,
  emitArguments,
  emitArgumentTail,
  emitAsks,
  emitHeader,
  emitParameterBindings,
  hasBoundInBody,
  lastOf,
  parametersFor,
  takesExtra,
} from './parameters.js';
import { SUPER_ACCESS } from './supers.js';
import { mapped, span, type Out } from './text.js';

/** Emits a function where it stands. */
export function emitFunction(emitter: Emitter, node: FunctionNode): Out {
  const info = emitter.infoOf(emitter.analysis.model.functionOf.get(node)!);
  if (info.fn.obstacle?.kind === 'native') return span(node.start, node.end);
  if (info.fn.obstacle?.kind === 'fixed') {
    return within(emitter, info, () =>
      emitter.copy(node, (child) => {
        if (child === node.body)
          return emitter[isStatement(child) ? 'statement' : 'expression'](child);
        return child === (node as { id?: Node }).id
          ? span(child.start, child.end)
          : emitter.pattern(child);
      }),
    );
  }
  return within(emitter, info, () => [
    emitHeader(emitter, node, info),
    emitBody(emitter, node, info),
  ]);
}

const isStatement = (node: Node): boolean => node.type === 'BlockStatement';

/** Emits a function's code in its plain form, inside another's. */
export function within<T>(emitter: Emitter, info: FunctionInfo, emit: () => T): T {
  const { state, lexical } = emitter;
  emitter.state = {
    info,
    continuation: false,
    resumption: undefined,
    awaitsByYield: false,
    completions: [],
  };
  // An arrow function sees the `this` around it; others have their own.
  if (info.fn.kind !== 'arrow') {
    emitter.lexical = { ...emitter.given.get(info) };
  }
  try {
    return emit();
  } finally {
    emitter.state = state;
    emitter.lexical = lexical;
  }
}

export const thisOf = (emitter: Emitter, info: FunctionInfo): string => {
  if (info.fn.kind === 'arrow' && !info.usesThis) return 'void 0';
  return emitter.lexical.this ?? 'this';
};

/** What the newest code of a function can't reach by itself: `,k=>super[k],new.target,arguments`. */
function lexicalArguments(emitter: Emitter, info: FunctionInfo): string {
  const { lexical } = emitter;
  const list = [
    info.usesSuper ? (lexical.super ?? SUPER_ACCESS) : '0',
    info.usesNewTarget ? (lexical.target ?? 'new.target') : '0',
    info.usesArguments && info.fn.kind === 'arrow' ? (lexical.arguments ?? 'arguments') : '0',
  ];
  while (list[list.length - 1] === '0') list.pop();
  return list.map((item) => `,${item}`).join('');
}

/**
 * The newest code of a function in place of an outdated body: `condition` asks whether it has to take
 * over, and `value` is what it gives. `f7&&(x=f7(this,0,a,x))` asks and calls at once, for the sake of the
 * bytecode's length; where there is no extra argument to keep the answer in, `f7&&f7.p()` asks first.
 */
function emitForward(
  emitter: Emitter,
  node: FunctionNode,
  info: FunctionInfo,
): { condition: Out; value: Out } {
  const flag = emitter.flag(info.fn);
  const lexical = lexicalArguments(emitter, info);
  const receiver = thisOf(emitter, info);
  const pairs = emitLazyPairs(emitter, info.free);
  if (lexical === '' && takesExtra(node, info)) {
    const answer = `${emitter.names.prefix}x`;
    const list = `(${receiver},${pairs}${emitArgumentTail(emitter, node, info)})`;
    return {
      condition: [`${flag}&&(${answer}=`, passing(flag, info), `${list})`],
      value: `${answer}.v`,
    };
  }
  const list = `(${receiver},${pairs},${emitArguments(emitter, node, info)}${lexical})`;
  return {
    condition: emitAsks(emitter, info),
    value: [`${flag}.`, passing('call', info), list],
  };
}

/**
 * `if(f7)f7.enter(this,0,a,b);`: an outdated function's own handler takes over. That of one that can be suspended does so without
 * an exception: `if(f7&&(g=f7.begin(this,0,a,b)))break L;`
 */
function emitEntering(emitter: Emitter, node: FunctionNode, info: FunctionInfo, ask: Out): Out {
  const flag = emitter.flag(info.fn);
  const args = emitArgumentTail(emitter, node, info);
  const list = `(${thisOf(emitter, info)},${emitLazyPairs(emitter, info.free)}${args})`;
  const first = emitResets(emitter, node, info);
  if (!info.fn.async && !info.fn.generator)
    return [ask, `(${first}${flag})${flag}.`, passing('enter', info), `${list};`];
  const { driver, body } = emitter.names;
  const enters = [`${flag}&&(${driver}=${flag}.`, passing('begin', info), `${list})`];
  return [ask, `(${first}`, enters, `)break ${body};`];
}

/**
 * `if(f7&&f7.e)return f7.e(this,0,a,b,x).v;`: once no call's header can have been under way when the function became outdated, its newest
 * code takes over without a frame of its own.
 */
function emitStraightEntry(emitter: Emitter, node: FunctionNode, info: FunctionInfo): Out {
  if (lexicalArguments(emitter, info) !== '' || !takesExtra(node, info)) return '';
  const flag = emitter.flag(info.fn);
  const args = emitArgumentTail(emitter, node, info);
  const list = `(${thisOf(emitter, info)},${emitLazyPairs(emitter, info.free)}${args})`;
  return [`if(${flag}&&${flag}.e)return ${flag}.`, passing('e', info), `${list}.v;`];
}

/** `x=y=void 0,`: what is declared as a parameter begins without a value, whatever the call has passed. */
function emitResets(emitter: Emitter, node: FunctionNode, info: FunctionInfo): string {
  const further = new Set(parametersFor(emitter, node, info));
  const declared = [...declaredNames(emitter, info)].filter(([name]) => further.has(name));
  const plain = declared.flatMap(([name, value]) => (value === '' ? [`${name}=`] : []));
  const others = declared.flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value},`]));
  return `${plain.join('')}${plain.length > 0 ? 'void 0,' : ''}${others.join('')}`;
}

/** A call in a frame that only passes on what it gets: its place is the start of the function. */
export const passing = (method: string, { fn }: FunctionInfo): Out => mapped(method, fn.start);

function emitBody(emitter: Emitter, node: FunctionNode, info: FunctionInfo): Out {
  const { body } = node;
  const isSuspendable = info.fn.async || info.fn.generator;
  if (body.type !== 'BlockStatement') {
    const value = emitter.expression(body);
    const before = newlines(emitter, bodyStart(emitter.text, node, lastOf(node)), body.start);
    const after = newlines(emitter, body.end, node.end);
    if (!info.active && !hasBoundInBody(node) && !isSuspendable) {
      const first = emitter.analysis.model.statements ? mapped('(', body.start) : '(';
      const forward = emitForward(emitter, node, info);
      return [first, forward.condition, ')?', forward.value, ':(', before, value, after, ')'];
    }
    const result: Out[] = ['return (', before, value, after, ');'];
    return ['{', frameOf(emitter, node, info, result), '}'];
  }
  const directives = directivesOf(body.body);
  const from = directives[directives.length - 1]?.end ?? body.start + 1;
  const statements = emitStatements(emitter, body, from);
  const frame = frameOf(emitter, node, info, statements);
  return [span(body.start, from), ';', frame, closing(emitter, info)];
}

/** The end of a function, where V8 stops before it returns. */
export const closing = ({ analysis }: Emitter, { fn }: FunctionInfo): Out =>
  analysis.model.statements ? mapped('}', fn.node.end - 1) : '}';

/** The parts of a function with a block body, for other arrangements of them. */
export function emitParts(
  emitter: Emitter,
  node: FunctionNode,
  info: FunctionInfo,
): { header: Out; patterns: Out; statements: Out } {
  const { body } = node;
  if (body.type !== 'BlockStatement') throw new Error('a function without a block body');
  return {
    header: emitHeader(emitter, node, info),
    patterns: emitParameterBindings(emitter, node, info),
    statements: emitStatements(emitter, body, body.start + 1),
  };
}

export const directivesOf = (statements: readonly Node[]): Node[] => {
  const end = statements.findIndex(
    (item) => item.type !== 'ExpressionStatement' || !('directive' in item),
  );
  return statements.slice(0, end < 0 ? statements.length : end);
};

/** The statements of a function's body from an offset on, without the closing brace. */
function emitStatements(emitter: Emitter, body: ESTree.BlockStatement, from: number): Out[] {
  const parts: Out[] = [];
  let at = from;
  for (const item of body.body) {
    if (item.start < from) continue;
    parts.push(span(at, item.start), emitter.statement(item));
    at = item.end;
  }
  parts.push(span(at, body.end - 1));
  return parts;
}

/** Entry check, hoisted declarations, and the body inside its handler. */
function frameOf(emitter: Emitter, node: FunctionNode, info: FunctionInfo, statements: Out): Out {
  const isSuspendable = info.fn.async || info.fn.generator;
  const patterns = emitParameterBindings(emitter, node, info);
  // An arrow's expression is no statement: a debugger stops at the entry in its place.
  const isStop = emitter.analysis.model.statements && node.body.type !== 'BlockStatement';
  const ask = isStop ? mapped('if', node.body.start) : 'if';
  const further = parametersFor(emitter, node, info).length > 0;
  const declare = further ? '' : emitDeclarations(emitter, info);
  if (info.fn.derived) {
    const entry = emitDerivedEntry(emitter, node, info);
    return plainFrame(emitter, info, entry, declare, patterns, statements);
  }
  const owner = info.fn.kind === 'constructor' ? classOf(info.fn.node) : undefined;
  const fields = owner ? `${emitAddedFields(emitter, owner)};` : '';
  if (entersByFrame(info.fn)) {
    const enters = emitEntering(emitter, node, info, ask);
    const entry = [fields, emitStraightEntry(emitter, node, info)];
    return plainFrame(emitter, info, entry, declare, [enters, patterns], statements);
  }
  if (!isSuspendable) {
    const { condition, value } = emitForward(emitter, node, info);
    const entry = [
      fields,
      restoreCallee(emitter, info),
      ask,
      `(${emitResets(emitter, node, info)}`,
      condition,
      ')return ',
      value,
      ';',
    ];
    return plainFrame(emitter, info, entry, declare, patterns, statements);
  }
  const entry = emitEntering(emitter, node, info, ask);
  if (info.fn.obstacle) {
    // Its body stays outside of any `try`; only the entry can be captured.
    const guarded = [
      emitActivation(emitter, info),
      emitBodyStart(emitter),
      entry,
      emitHandler(emitter),
    ];
    return [`if(${emitter.flag(info.fn)}){`, guarded, '}', patterns, statements];
  }
  return [
    declare,
    emitActivation(emitter, info, further),
    emitBodyStart(emitter),
    entry,
    emitFunctionValues(emitter, info, node),
    patterns,
    statements,
    emitHandler(emitter),
  ];
}

/** In the newest code of a sloppy function, `arguments` tells of the function object that was called. */
function restoreCallee(emitter: Emitter, info: FunctionInfo): string {
  if (!emitter.given.has(info) || !info.usesArguments || info.fn.kind === 'arrow') return '';
  const isSloppy = functionScope(emitter.analysis.model, info.fn.node)?.isStrict === false;
  return isSloppy ? `arguments.callee=${emitter.names.prefix}f;` : '';
}

/**
 * An outdated derived constructor: the new one's code runs in a class of its own, and gives the object. Where it can't, it
 * runs as a generator that yields the arguments of `super(…)`, which only the constructor itself can call.
 */
function emitDerivedEntry(emitter: Emitter, node: FunctionNode, info: FunctionInfo): Out {
  const { driver: g, module } = emitter.names;
  const flag = emitter.flag(info.fn);
  const args = emitArguments(emitter, node, info);
  const pairs = emitLazyPairs(emitter, info.free);
  // The arrow function keeps `this` in a context, so it is only there where it is of use.
  const access = info.usesSuper ? `,${SUPER_ACCESS}` : '';
  const list = `(${args},${pairs},new.target${access});`;
  const owner = classOf(info.fn.node);
  const fields = owner ? `${emitAddedFields(emitter, owner)};` : '';
  return [
    `if(${emitAsks(emitter, info)}){const ${g}=${flag}.`,
    passing('construct', info),
    list,
    `if(${g}.step()){super(...${module}.list(${g}.value));${fields}${g}.ok(this);${g}.step()}return ${g}.value}`,
  ];
}

function plainFrame(
  emitter: Emitter,
  info: FunctionInfo,
  entry: Out,
  declare: string,
  patterns: Out,
  statements: Out,
): Out {
  // Nothing waits in it, but its scope is where new code of the functions inside belongs.
  if (!info.active) return [entry, emitScopeHook(emitter, info), patterns, statements];
  return [
    entry,
    declare,
    'try{',
    emitScopeHook(emitter, info),
    emitFunctionValues(emitter, info, info.fn.node),
    patterns,
    statements,
    emitHandler(emitter),
  ];
}

/** A scope host offers the agent a way to evaluate new code inside it. */
export function emitScopeHook(emitter: Emitter, info: FunctionInfo): string {
  if (!info.host || info.fn.index === 0) return '';
  const { module, evaluator } = emitter.names;
  return `${module}.scope(${info.fn.index},${evaluator});`;
}

/**
 * `const n=m.act(7);let g;` for a generator's activation. An async function gets a node for each suspension
 * (see resume.ts), so that calls that do not wait cost nothing: `let n=m.N,g;` until then. `g` becomes the driver of a continuation.
 */
export function emitActivation(emitter: Emitter, info: FunctionInfo, isDeclared = false): string {
  const { activation, module, driver } = emitter.names;
  const isTop = info.fn.index === 0;
  const also = isDeclared || isTop ? '' : `,${driver}`;
  const [constant, variable] = isDeclared ? ['', ''] : ['let ', 'let '];
  return info.fn.generator
    ? `${constant}${activation}=${module}.act(${info.fn.index})${also};`
    : `${variable}${activation}=${module}.N${also};`;
}

/** `let x,y,$_t1;`: what the body's handler has to see. */
export function emitDeclarations(emitter: Emitter, info: FunctionInfo): string {
  const names = [...declaredNames(emitter, info)].map(([name, value]) =>
    value === '' ? name : `${name}=${value}`,
  );
  return names.length > 0 ? `let ${names.join(',')};` : '';
}

/** The same by name, each with the value that it begins with, if not `undefined`. */
export function declaredNames(emitter: Emitter, info: FunctionInfo): Map<string, string> {
  const names = new Map<string, string>();
  for (const variable of info.hoisted) {
    const isGuarded = emitter.analysis.deadZones.get(variable)?.guarded === true;
    names.set(emitter.nameOf(variable), isGuarded ? `${emitter.names.module}.T` : '');
  }
  const others = [
    ...info.operands.values(),
    ...info.iterators.values(),
    ...[...info.completions.values()].flatMap(({ kind, value }) => [kind, value]),
    ...[...info.stashes.values()].map(({ name }) => name),
    ...info.functionValues.values(),
  ];
  if (info.fn.async || info.fn.generator || info.fn.index === 0) others.push(emitter.names.resumed);
  for (const name of others) names.set(name, '');
  return names;
}

/** Keeps the function declarations of a body or block: `$_h1=g;` */
export function emitFunctionValues(emitter: Emitter, info: FunctionInfo, scopeNode: Node): string {
  let out = '';
  for (const [variable, name] of info.functionValues) {
    const isHere =
      variable.scopeNode === scopeNode ||
      (isFunctionNode(scopeNode) && variable.scopeNode === scopeNode.body);
    if (isHere) out += `${name}=${variable.name};`;
  }
  return out;
}
