import type { ESTree, Node } from '../model/index.js';
import { emitCallee, emitMethod, receiverOf } from './calls.js';
import type { Emitter } from './emitter.js';
import { enclose } from './enclose.js';
import { operand } from './kept-operands.js';
import { newlines } from './loops.js';
import { emitSuperMethod, isOutOfReach } from './supers.js';
import { mapped, Span, span, type Out } from './text.js';

/**
 * ``tag`a${x}` `` → `tag($_y1,x)`: the strings of a template are one object for each place in the text
 * (ECMA-262 GetTemplateObject), which newer code for that place has to pass on.
 */
export function emitTagged(emitter: Emitter, node: ESTree.TaggedTemplateExpression): Out {
  const { tag, quasi } = node;
  const from = quasi.start;
  const isKept = tag.type === 'MemberExpression' && emitter.info.operands.has(tag);
  const receiver: Out = isKept ? [receiverOf(emitter, tag), ','] : '';
  const parts: Out[] = [receiver, emitter.template(node)];
  let at = from;
  for (const part of quasi.expressions) {
    parts.push(',', newlines(emitter, at, part.start), enclose(part, operand(emitter, node, part)));
    at = part.end;
  }
  return [
    span(node.start, tag.start),
    emitTag(emitter, node),
    span(tag.end, from),
    mapped('(', from),
    parts,
    newlines(emitter, at, quasi.end),
    ')',
  ];
}

/** V8 reports the position of a name or property for a call of it, and is to report the template's. */
function emitTag(emitter: Emitter, node: ESTree.TaggedTemplateExpression): Out {
  const { tag, quasi } = node;
  const part = (child: Node): Out => operand(emitter, node, child);
  if (isOutOfReach(emitter, tag)) return emitSuperMethod(emitter, tag, part);
  const isBare = !emitter.text.startsWith('(', node.start);
  if (tag.type === 'MemberExpression' && emitter.info.operands.has(tag)) {
    return [emitMethod(emitter, node, tag), '.', mapped('call', quasi.start)];
  }
  if (tag.type === 'MemberExpression') {
    const callee = emitCallee(emitter, node, tag);
    const { start, end } = tag.property;
    if (!isBare || tag.computed || !Array.isArray(callee)) return callee;
    return [callee.slice(0, -2), mapped(emitter.text.slice(start, end), quasi.start)];
  }
  const out = part(tag);
  const name = tag.type === 'Identifier' && isBare && out instanceof Span ? tag.name : out;
  return typeof name === 'string' ? mapped(name, quasi.start) : name;
}
