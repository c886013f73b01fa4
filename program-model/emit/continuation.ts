import {
  entersByFrame,
  firstMovedParameter,
  isFunctionNode,
  isLoop,
  type FunctionModel,
  type ESTree,
  type LoopNode,
  type Node,
  type Point,
  type Variable,
} from '../model/index.js';
import type { Analysis, FunctionInfo } from './analysis.js';
import { emitStatementList } from './blocks.js';
import { declaredBy } from './assignments.js';
import { Emitter, type Resumption } from './emitter.js';
import { closing, within } from './functions.js';
import { strict, wrap, type GeneratedCode } from './generated-code.js';
import { isInBody } from './loops.js';
import { emitDriving, emitHandler } from './handler.js';
import { emitTopStatement } from './module.js';
import { emitDefault } from './parameters.js';
import type { Out } from './text.js';
import { bindFree, bindOwn, expressionText, indexText, pairText } from './taken-variables.js';
import type { Transfer } from './transfer.js';

/** Where a continuation starts: a continuation point, in front of a statement, or a block's end. */
export interface Place {
  kind: Point['kind'] | 'before' | 'end';
  node: Node;
  /** Offset that V8 is to report while a frame waits here. */
  at: number;
  /** The call that is waited for is another than the one written here, which is still to be made. */
  redo?: boolean;
  /** At an entry: the function begins again, with its parameters as they are. */
  restart?: boolean;
}

/** What decides how a function's code runs. */
export type FunctionKind = Pick<FunctionModel, 'async' | 'generator'>;

/**
 * Emits the rest of a function from a place on, as an expression:
 * `m=>{…;return function(k){let x=k.v[0];…try{REST}catch(e){…}}}`
 *
 * An async function's is a generator that yields what is to be awaited, an async generator's also what is
 * to be yielded.
 *
 * @param inside the old function, in whose place or body it runs
 */
export function emitContinuation(
  analysis: Analysis,
  fn: FunctionModel,
  place: Place,
  transfer: Transfer,
  inside: FunctionKind = fn,
): GeneratedCode {
  const emitter = new Emitter(analysis);
  const info = emitter.infoOf(fn);
  const out = within(emitter, info, (): Out => {
    emitter.state = {
      info,
      continuation: true,
      resumption: place.kind === 'entry' ? undefined : resumptionAt(place, fn.node),
      awaitsByYield: fn.async,
      completions: [],
    };
    emitter.lexical = { this: `${emitter.names.prefix}this` };
    const iteration = place.kind === 'call' ? transfer.counted(place.node) : undefined;
    if (iteration && emitter.state.resumption)
      emitter.state.resumption.point.iteration = indexText(emitter, iteration, transfer);
    const prologue = emitPrologue(emitter, info, place, transfer);
    const rest = emitRest(emitter, fn, place, transfer);
    const body: Out = info.active ? ['try{', rest, emitHandler(emitter)] : rest;
    return [
      '(',
      keyword(fn),
      `(${emitter.names.record}){`,
      strict(emitter, fn),
      prologue,
      body,
      closing(emitter, info),
      ')',
    ];
  });
  const body = fitInto(emitter, inside, fn, out);
  return wrap(
    emitter,
    body,
    `${emitter.names.prefix}this`,
    argumentsOfTop(emitter, info, transfer),
  );
}

/** Those of a call that has not begun, where the old function had no use for them. */
const argumentsOfCall = (key: string, record: string, place: Place): string | undefined =>
  key === 'arguments' && place.kind === 'entry' && place.restart !== true
    ? `(function(){return arguments}).apply(void 0,${record}.x)`
    : undefined;

/** A CommonJS module's arguments, where its old text had no use for them: they are in scope around a continuation. */
function argumentsOfTop(emitter: Emitter, info: FunctionInfo, transfer: Transfer): string {
  const { names } = emitter;
  const isUsed =
    info.fn.node.type === 'Program' && info.values.some(({ key }) => key === 'arguments');
  if (!isUsed || transfer.slot('arguments', undefined) !== undefined) return '';
  return `const ${names.prefix}arguments=arguments;`;
}

/**
 * Makes a continuation of one kind of function fit where one of another kind runs: an old activation that
 * is suspended drives a generator; who has called a plain function gets what the new kind gives.
 *
 * @throws Error where a suspended activation would become an async generator
 */
function fitInto(emitter: Emitter, inside: FunctionKind, fn: FunctionModel, out: Out): Out {
  if (inside.async === fn.async && inside.generator === fn.generator) return out;
  const { prefix, module, driver: g } = emitter.names;
  const record = `${prefix}o`;
  if (fn.async && fn.generator) {
    if (inside.async || inside.generator) throw new Error('it has become an async generator');
    const driver: Out = [`${module}.driven(${fn.index},`, out, `,${record})`];
    const loop = emitDriving(emitter, 'step');
    return [`(${record}=>{const ${g}=`, driver, `;return(async function*(){`, loop, '})()})'];
  }
  const start = fn.async ? `${module}.promised(` : `${module}.driven(${fn.index},`;
  const result: Out = fn.async || fn.generator ? [start, out, `,${record})`] : [out, `(${record})`];
  const isHosted = inside.async || inside.generator;
  return isHosted ? [`(function*(${record}){return `, result, '})'] : [`(${record}=>`, result, ')'];
}

/**
 * Emits the end of an activation that does not go on, as an expression: the call that it waits for
 * comes to its end, then it ends with the value of an expression over its old variables.
 */
export function emitEnding(
  analysis: Analysis,
  fn: FunctionModel,
  ending: { do: 'return' | 'throw'; value: string },
  transfer: Transfer,
): GeneratedCode {
  const emitter = new Emitter(analysis);
  const { record } = emitter.names;
  const out = within(emitter, emitter.infoOf(fn), (): Out => {
    emitter.lexical = { this: `${record}.t` };
    const value = expressionText(emitter, ending.value, transfer);
    return ['(', keyword(fn), `(${record}){`, dropValue(emitter), `${ending.do} `, value, ';})'];
  });
  return wrap(emitter, out);
}

const keyword = (fn: FunctionModel): string => {
  return fn.async || fn.generator ? 'function*' : 'function';
};

function resumptionAt(place: Place, top: Node): Resumption {
  const path = new Set<Node>();
  for (let at: Node | null = place.node; at && at !== top; at = at.parent) path.add(at);
  const point = { ...place, key: '', start: place.node.start, end: place.node.end };
  return { point, path };
}

function emitRest(emitter: Emitter, fn: FunctionModel, place: Place, transfer: Transfer): Out {
  const { node } = fn;
  if (node.type === 'Program') return emitRestOfTop(emitter, node.body, place);
  if (node.type === 'StaticBlock') return emitStatementList(emitter, node.body);
  if (!isFunctionNode(node)) return '';
  const { body } = node;
  const isCalled = place.kind === 'entry' && !fn.generator && place.restart !== true;
  const bindings = isCalled ? emitParameters(emitter, fn, transfer) : '';
  if (body.type !== 'BlockStatement') return [bindings, 'return (', emitter.expression(body), ')'];
  const drop = dropsValue(place) ? dropValue(emitter) : '';
  if (place.kind === 'end' && place.node === body) return drop;
  return [drop, bindings, emitStatementList(emitter, body.body)];
}

/** Whether a place between statements stands in for a call whose value nobody wants any more. */
const dropsValue = (place: Place): boolean =>
  place.restart === true ||
  place.kind === 'before' ||
  place.kind === 'end' ||
  place.kind === 'loop';

const dropValue = (emitter: Emitter): Out => {
  const { record } = emitter.names;
  return `if(${record}.n)${record}.n.f(${record}.n);`;
};

function emitRestOfTop(emitter: Emitter, body: readonly Node[], place: Place): Out {
  if (place.kind === 'end' && place.node.type === 'Program') return '';
  const from = body.findIndex((item) => emitter.onPath(item));
  const rest = body
    .slice(Math.max(0, from))
    .map((item): Out => ['\n', emitTopStatement(emitter, item)]);
  return [dropsValue(place) ? dropValue(emitter) : '', rest];
}

/** Binds the parameters of a call that had not begun from its arguments. */
function emitParameters(emitter: Emitter, fn: FunctionModel, transfer: Transfer): Out {
  const { node } = fn;
  if (!isFunctionNode(node)) return '';
  const args = `${emitter.names.record}.x`;
  const native = fn.variables.filter(
    (variable) =>
      variable.kind === 'param' && emitter.analysis.placements.get(variable) === 'native',
  );
  const isShared = sharesParameters(emitter.infoOf(fn));
  const moved = firstMovedParameter(node);
  const declared = native.map((variable) => emitter.nameOf(variable)).join(',');
  const bindings = node.params.map((param, index): Out => {
    if (param.type === 'RestElement') {
      return ['(', emitter.pattern(param.argument), `=${args}.slice(${index}));`];
    }
    if (isShared && index < moved) return emitLate(emitter, param);
    if (param.type === 'AssignmentPattern') {
      const late = lateValue(emitter, param, index, transfer);
      const given = late ?? `${args}[${index}]`;
      const absent = late === undefined ? 'void 0' : `${emitter.names.module}.D`;
      const value: Out = [`${given}===${absent}?`, emitDefault(emitter, param), `:${given}`];
      return ['(', emitter.pattern(param.left), '=', value, ');'];
    }
    return ['(', emitter.pattern(param), `=${args}[${index}]);`];
  });
  return [declared && `var ${declared};`, bindings];
}

/** What a parameter has got of its default, where it had one: that may have been evaluated to nothing. */
function lateValue(
  emitter: Emitter,
  param: ESTree.AssignmentPattern,
  index: number,
  transfer: Transfer,
): string | undefined {
  const before = transfer.nodeBefore(param);
  const owner = before?.parent;
  if (before?.type !== 'AssignmentPattern' || !owner || !isFunctionNode(owner)) return undefined;
  // Callers know parameters by their places. Behind a pattern, the body evaluates them.
  if (owner.params.indexOf(before) !== index || index >= firstMovedParameter(owner))
    return undefined;
  // A function that uses `arguments` hands over these, without defaults.
  const isArrow = owner.type === 'ArrowFunctionExpression';
  if (isArrow || transfer.slot('arguments', undefined) === undefined)
    return `${emitter.names.record}.y[${index}]`;
  const variable = param.left.type === 'Identifier' && declaredBy(emitter, param.left);
  const origin = variable ? transfer.variable(variable) : undefined;
  return origin?.kind === 'value' ? origin.text : undefined;
}

/** A parameter that has its value already, unless that is a default which was not evaluated. */
function emitLate(emitter: Emitter, param: Node): Out {
  if (param.type !== 'AssignmentPattern' || param.left.type !== 'Identifier') return '';
  const variable = declaredBy(emitter, param.left);
  if (!variable) return '';
  const check = `if(${emitter.read(variable)}===${emitter.names.module}.D)`;
  return [check, '(', emitter.pattern(param.left), '=', emitDefault(emitter, param), ');'];
}

/**
 * Whether a call that had not begun has its parameters bound already, and something holds on to them:
 * a generator's are bound when it is called; `arguments` or a default's closure may share them.
 */
function sharesParameters({ fn, shared }: FunctionInfo): boolean {
  const { node } = fn;
  if (fn.generator || entersByFrame(fn)) return true;
  if (!isFunctionNode(node)) return false;
  return shared.some(
    (variable) =>
      variable.kind === 'param' &&
      (!variable.captured ||
        variable.declaration.references.some(
          ({ identifier }) => (identifier as Node).start < node.body.start,
        )),
  );
}

/** Brings back what the frame held: `let x=k.v[0];const g1=k.a[0],s1=k.a[1];…` */
function emitPrologue(emitter: Emitter, info: FunctionInfo, place: Place, transfer: Transfer): Out {
  const { names } = emitter;
  const { record } = names;
  const touches = transfer.touches(names.module);
  const parts: Out[] = [`${touches}const ${names.prefix}this=${record}.t;`];
  for (const [key, name] of [
    ['arguments', 'arguments'],
    ['new.target', 'target'],
    ['super', 'super'],
  ] as const) {
    const isUsed = info.values.some((slot) => slot.key === key);
    if (!isUsed) continue;
    emitter.lexical[name] = `${names.prefix}${name}`;
    const kept = transfer.slot(key, undefined) ?? argumentsOfCall(key, record, place);
    if (kept === undefined && name === 'arguments' && info.fn.node.type === 'Program') continue;
    parts.push(`const ${names.prefix}${name}=${kept ?? 'void 0'};`);
  }
  const later: Out[] = [];
  for (const variable of info.free) parts.push(bindFree(emitter, variable, transfer));
  for (const variable of ownVariables(emitter, info, place)) {
    const isKept =
      place.kind !== 'entry' ||
      (variable.kind === 'param' && (place.restart === true || sharesParameters(info)));
    parts.push(bindOwn(emitter, info, variable, isKept ? transfer : undefined, later));
  }
  for (const [node, name] of slotsByNode(info)) {
    const value = place.kind === 'entry' ? undefined : transfer.slot(name.key, node);
    parts.push(`let ${name.name}=${value ?? 'void 0'};`);
    if (value === undefined && isLoop(node) && isInBody(emitter, node))
      later.push(emitSkipping(emitter, node, name.name, transfer));
    if (value === undefined && isNewOperand(emitter, info, place, node))
      later.push(
        `${name.name}=(`,
        emitter.whole(() => emitter.expression(node)),
        ');',
      );
  }
  for (const [variable, name] of info.functionValues) {
    if (variable.scopeNode === info.fn.node) continue;
    const origin = place.kind === 'entry' ? undefined : transfer.variable(variable);
    if (origin?.kind !== 'value') emitter.unkept.add(variable);
    parts.push(`let ${name}=${origin?.kind === 'value' ? origin.text : 'void 0'};`);
  }
  for (const [node, name] of info.flags)
    if (emitter.onPath(node) && isLoop(node)) parts.push(`let ${name}=1;`);
  for (const [node, stash] of info.stashes) {
    const pairs = stash.variables.map((variable) =>
      pairText(emitter, transfer.variable(variable), transfer),
    );
    const isHere = emitter.onPath(node);
    parts.push(`let ${stash.name}=${isHere ? `[${pairs.join(',')}]` : 'void 0'};`);
  }
  if (info.fn.async || info.fn.generator) {
    const node = info.fn.generator
      ? `${names.module}.adopt(${record}.d,${info.fn.index})`
      : `${names.module}.N`;
    parts.push(`let ${names.resumed},${names.activation}=${node};`);
  }
  return [parts, later];
}

/**
 * The iterator of a loop that the old code did not have, or had in another kind: the items that were
 * counted lie behind it; in a loop that is new, the first iteration is under way.
 */
function emitSkipping(emitter: Emitter, node: LoopNode, name: string, transfer: Transfer): Out {
  if (node.type !== 'ForOfStatement' && node.type !== 'ForInStatement') return '';
  const { module } = emitter.names;
  const how = node.type === 'ForInStatement' ? 'keys' : 'iterate';
  const right = emitter.whole(() => emitter.expression(node.right));
  const counted = transfer.counted(node);
  const count = counted === undefined ? '1' : `(${indexText(emitter, counted, transfer)})+1`;
  return [`${name}=${module}.skip(${module}.${how}((`, right, `)),${count});`];
}

/** An operand in front of the place that the old code did not have: it is evaluated now. */
function isNewOperand(emitter: Emitter, info: FunctionInfo, place: Place, node: Node): boolean {
  return (
    info.operands.has(node) &&
    ['call', 'new', 'tag', 'await', 'yield'].includes(place.kind) &&
    node.end <= place.node.start &&
    node.parent !== null &&
    emitter.onPath(node.parent)
  );
}

/** The variables that the prologue declares: all of the function but those of blocks and hosts. */
function ownVariables(emitter: Emitter, info: FunctionInfo, place: Place): Variable[] {
  const { placements } = emitter.analysis;
  return info.fn.variables.filter((variable) => {
    const placement = placements.get(variable);
    if (placement === 'native') return !info.active && isDeclaredBefore(variable, place);
    if (placement === 'function') return variable.scopeNode === info.fn.node;
    return placement === 'local' || placement === 'shared';
  });
}

/**
 * Whether a variable of a function without continuation points is there at a place: its declaration is
 * not among the statements that follow.
 */
function isDeclaredBefore(variable: Variable, { kind, node, restart }: Place): boolean {
  if (['class', 'function-expression-name'].includes(variable.scope.type)) return false;
  if (variable.kind === 'param') return kind !== 'entry' || restart === true;
  const at = kind === 'end' ? node.end : node.start;
  const isAround = variable.scopeStart <= at && at <= variable.scopeEnd;
  return kind !== 'entry' && isAround && variable.offset < at;
}

function slotsByNode(info: FunctionInfo): [Node, { key: string; name: string }][] {
  const found: [Node, { key: string; name: string }][] = [];
  const byName = new Map(info.values.map((slot) => [slot.name, slot.key]));
  const add = (node: Node, name: string): void =>
    void found.push([node, { key: byName.get(name) ?? '', name }]);
  for (const [node, name] of info.operands) add(node, name);
  for (const [node, name] of info.iterators) add(node, name);
  for (const [node, { kind, value }] of info.completions) {
    add(node, kind);
    add(node, value);
  }
  return found;
}
