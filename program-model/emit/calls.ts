import { callPosition, type ESTree, type Node } from '../model/index.js';
import type { Emitter } from './emitter.js';
import { enclose } from './enclose.js';
import { emitOperandOf, operand, operandBy } from './kept-operands.js';
import { newlines } from './loops.js';
import { emitSuperCall } from './super-calls.js';
import { emitSuperMethod, isOutOfReach } from './supers.js';
import { flatten, mapped, Span, span, type Out } from './text.js';

/** Emits a call; one that is kept for a later update finds its method and receiver again. */
export function emitCall(emitter: Emitter, node: ESTree.SimpleCallExpression): Out {
  const { callee } = node;
  if (callee.type === 'Super') return emitSuperCall(emitter, node);
  if (isOutOfReach(emitter, callee)) {
    const method = emitSuperMethod(emitter, callee, (child) => operand(emitter, node, child));
    const list = emitArgumentList(emitter, node, callPosition(node, emitter.text));
    return [method, node.optional ? '?.' : '', list];
  }
  if (callee.type === 'Identifier') return emitNamedCall(emitter, node, callee);
  if (callee.type === 'MemberExpression' && emitter.info.operands.has(callee)) {
    return emitKeptMethod(emitter, node, callee);
  }
  return emitter.copy(node, (child) =>
    child === callee && callee.type === 'MemberExpression'
      ? emitCallee(emitter, node, callee)
      : emitOperandOf(emitter, node, child),
  );
}

/** `a.b(f())` → `m.callable(($t2=($t1=a).b),"a.b").call($t1,f())`, where looking `b` up again could give another method. */
function emitKeptMethod(
  emitter: Emitter,
  node: ESTree.SimpleCallExpression,
  callee: ESTree.MemberExpression,
): Out {
  const method = emitMethod(emitter, node, callee);
  const call = mapped('call', callPosition(node, emitter.text));
  const list = emitArgumentList(emitter, node, -1, receiverOf(emitter, callee));
  return [method, node.optional ? '?.' : '.', call, list];
}

/** A kept method; what is no function throws only when it is called, behind its arguments. */
export function emitMethod(emitter: Emitter, call: Node, callee: ESTree.MemberExpression): Out {
  const value = operandBy(emitter, call, callee, () => emitCallee(emitter, call, callee));
  if (call.type === 'CallExpression' && call.optional) return value;
  const text = JSON.stringify(emitter.text.slice(callee.start, callee.end));
  return [`${emitter.names.module}.callable(`, value, `,${text})`];
}

/** The receiver of a method that has just been looked up. */
export const receiverOf = (emitter: Emitter, { object }: ESTree.MemberExpression): Out =>
  emitter.info.operands.get(object) ?? emitter.whole(() => emitter.expression(object));

/**
 * A call of a name. V8 reports the name's position for a frame that waits in it, but that of the
 * opening parenthesis where the name has become an expression.
 */
function emitNamedCall(
  emitter: Emitter,
  node: ESTree.SimpleCallExpression,
  callee: ESTree.Identifier,
): Out {
  const out = emitOperandOf(emitter, node, callee);
  const at = callPosition(node, emitter.text);
  if (out instanceof Span || at !== callee.start) {
    return emitter.copy(node, (child) =>
      child === callee ? out : emitOperandOf(emitter, node, child),
    );
  }
  if (typeof out === 'string' && /^[\w$]+$/.test(out)) {
    return [mapped(out, at), emitArgumentList(emitter, node, -1)];
  }
  return [out, emitArgumentList(emitter, node, at)];
}

/** `(a,b)`, with the opening parenthesis at a place of the module text. */
function emitArgumentList(
  emitter: Emitter,
  node: ESTree.SimpleCallExpression,
  position: number,
  receiver: Out = '',
): Out {
  const open: Out = position < 0 ? '(' : mapped('(', position);
  const parts: Out[] = [open, receiver];
  let at = node.callee.end;
  for (const argument of node.arguments) {
    const gap = at > node.callee.end || receiver !== '' ? ',' : '';
    const out = emitOperandOf(emitter, node, argument);
    parts.push(gap, newlines(emitter, at, argument.start), enclose(argument, out));
    at = argument.end;
  }
  return [parts, newlines(emitter, at, node.end), ')'];
}

/** `new a.B()` → `new (g1().B)()`: a call in the callee must not become the constructor. */
export function emitNew(emitter: Emitter, node: ESTree.NewExpression): Out {
  return emitter.copy(node, (child) => {
    const out = emitOperandOf(emitter, node, child);
    if (child !== node.callee || out instanceof Span) return out;
    return flatten(out, emitter.text).code.includes('(') ? ['(', out, ')'] : out;
  });
}

/** The callee `a.b` of a call that keeps its receiver: `($t1=a).b(…)`. */
export function emitCallee(emitter: Emitter, call: Node, callee: ESTree.MemberExpression): Out {
  return emitter.copy(callee, (child) =>
    child === callee.property && !callee.computed
      ? span(child.start, child.end)
      : child.type === 'Super'
        ? span(child.start, child.end)
        : operand(emitter, call, child),
  );
}
