import type { ESTree, Node, Variable } from '../model/index.js';
import type { Stash } from './analysis.js';
import type { Emitter } from './emitter.js';
import { emitFunction, emitFunctionValues } from './functions.js';
import { emitPairs } from './handler.js';
import { isCapture } from './resume.js';
import { span, type Out } from './text.js';

/** Emits statements, from the one with the point to resume at on. */
export function emitStatementList(emitter: Emitter, statements: readonly Node[]): Out[] {
  const from = Math.max(
    0,
    statements.findIndex((item) => emitter.onPath(item)),
  );
  const parts: Out[] = [];
  let at = -1;
  for (const item of statements.slice(from)) {
    if (at >= 0) parts.push(span(at, item.start));
    parts.push(emitter.statement(item));
    at = item.end;
  }
  return parts;
}

/** Emits a block in braces; `scopeNode` is the node that its variables belong to. */
export function emitBlock(emitter: Emitter, node: ESTree.BlockStatement, scopeNode: Node): Out {
  return ['{', scoped(emitter, scopeNode, () => inside(emitter, node)), '}'];
}

function inside(emitter: Emitter, node: ESTree.BlockStatement): Out {
  const point = emitter.state.resumption?.point;
  if (point?.kind === 'end' && point.node === node) return '';
  if (emitter.onPath(node)) return emitStatementList(emitter, node.body);
  const parts: Out[] = [];
  let at = node.start + 1;
  for (const item of node.body) {
    parts.push(span(at, item.start), emitter.statement(item));
    at = item.end;
  }
  return [parts, span(at, node.end - 1)];
}

/**
 * Emits code inside a scope whose variables are kept by a handler of their own:
 * `let x;try{…}catch(e){if(e===U)b1=[()=>x,v=>x=v];throw e}`. When resuming inside the scope, its
 * variables are the ones kept in `b1`.
 */
export function scoped(emitter: Emitter, scopeNode: Node, emit: () => Out): Out {
  const { info } = emitter;
  const stash = info.stashes.get(scopeNode);
  if (emitter.onPath(scopeNode)) return resumed(emitter, scopeNode, stash, emit);
  const values = emitFunctionValues(emitter, info, scopeNode);
  if (!stash) return [values, emit()];
  return [declare(emitter, stash), guarded(emitter, stash, [values, emit()])];
}

/** `let x,y;` */
export const declare = (emitter: Emitter, stash: Stash): string =>
  `let ${stash.variables.map((variable) => emitter.nameOf(variable) + startOf(emitter, variable)).join(',')};`;

/** `=T` for a variable that may be used before its declaration has run. */
export const startOf = (emitter: Emitter, variable: Variable): string =>
  emitter.analysis.deadZones.get(variable)?.guarded ? `=${emitter.names.module}.T` : '';

export function guarded(emitter: Emitter, stash: Stash, body: Out): Out {
  const { error: e, unwind } = emitter.names;
  const pairs = emitPairs(emitter, stash.variables);
  const save = `if(${isCapture(emitter, e)}){${stash.name}=[${pairs}];throw ${unwind}}`;
  return ['try{', body, `}catch(${e}){${save}throw ${e}}`];
}

function resumed(
  emitter: Emitter,
  scopeNode: Node,
  stash: Stash | undefined,
  emit: () => Out,
): Out {
  const { info, names, access } = emitter;
  const opening: Out[] = [];
  const variables = stash?.variables ?? [];
  variables.forEach((variable, index) => {
    const n = emitter.next();
    const pair = { read: names.numbered('g', n), write: names.numbered('s', n) };
    access.set(variable, pair);
    opening.push(
      `const ${pair.read}=${stash?.name}[${2 * index}],${pair.write}=${stash?.name}[${2 * index + 1}];`,
    );
  });
  for (const [variable, name] of info.functionValues) {
    if (variable.scopeNode !== scopeNode) continue;
    const declaration = variable.declaration.defs[0]?.node as Node | undefined;
    if (emitter.unkept.has(variable) && declaration?.type === 'FunctionDeclaration') {
      opening.push(emitFunction(emitter, declaration), `;${name}=${emitter.nameOf(variable)};`);
    } else opening.push(`let ${emitter.nameOf(variable)}=${name};`);
  }
  const omitted = [...info.functionValues.keys()].filter(
    (variable) => variable.scopeNode === scopeNode,
  );
  for (const variable of omitted) emitter.instantiated.add(variable);
  try {
    return [opening, emit()];
  } finally {
    for (const variable of variables) access.delete(variable);
    for (const variable of omitted) emitter.instantiated.delete(variable);
  }
}
