import { isFunctionNode, type ESTree, type Node } from '../model/index.js';
import type { Emitter } from './emitter.js';
import { operand } from './expressions.js';
import { emitDeclarations, emitFunctionValues, within } from './functions.js';
import { emitHandler } from './handler.js';
import { span, type Out } from './text.js';

type ClassNode = ESTree.ClassDeclaration | ESTree.ClassExpression;

/** Emits a class; its body lets the agent evaluate new members inside the class's own scope. */
export function emitClass(emitter: Emitter, node: ClassNode): Out {
  return emitter.copy(node, (child) => {
    if (child === node.superClass) return operand(emitter, node, child);
    if (child === node.body) return emitClassBody(emitter, node);
    return span(child.start, child.end);
  });
}

function emitClassBody(emitter: Emitter, node: ClassNode): Out {
  const { body } = node;
  const hook = `static{${emitter.names.module}.klass(${node.start},this,s=>eval(s))}`;
  const parts: Out[] = [span(body.start, body.start + 1), hook];
  let at = body.start + 1;
  for (const member of body.body) {
    parts.push(span(at, member.start), emitMember(emitter, node, member));
    at = member.end;
  }
  parts.push(span(at, body.end));
  return parts;
}

function emitMember(
  emitter: Emitter,
  node: ClassNode,
  member: ESTree.MethodDefinition | ESTree.PropertyDefinition | ESTree.StaticBlock,
): Out {
  if (member.type === 'StaticBlock') return emitStaticBlock(emitter, member);
  return emitter.copy(member, (child) => {
    if (child === member.key) {
      return member.computed ? operand(emitter, node, child) : span(child.start, child.end);
    }
    if (member.type === 'PropertyDefinition') return emitField(emitter, member, child);
    return emitter.expression(child);
  });
}

/** `x = f()` → `x = (cell.f7&&m.p(7)?m.field(7,this):(f()))` */
function emitField(emitter: Emitter, member: ESTree.PropertyDefinition, value: Node): Out {
  const fn = emitter.analysis.model.functionOf.get(member);
  if (!fn) return emitter.expression(value);
  const info = emitter.infoOf(fn);
  return within(emitter, info, () => {
    const out = emitter.expression(value);
    if (isFunctionNode(value) || value.type === 'ClassExpression') return out;
    const { module } = emitter.names;
    const asks = `${emitter.flag(fn)}&&${module}.p(${fn.index})`;
    return [`(${asks}?${module}.field(${fn.index},this):(`, out, '))'];
  });
}

function emitStaticBlock(emitter: Emitter, block: ESTree.StaticBlock): Out {
  const fn = emitter.analysis.model.functionOf.get(block);
  if (!fn) return span(block.start, block.end);
  const info = emitter.infoOf(fn);
  return within(emitter, info, () => {
    const body = emitter.copy(block, (child) => emitter.statement(child));
    if (!info.active) return body;
    const open = emitter.text.indexOf('{', block.start) + 1;
    const inner: Out[] = [];
    let at = open;
    for (const item of block.body) {
      inner.push(span(at, item.start), emitter.statement(item));
      at = item.end;
    }
    return [
      span(block.start, open),
      emitDeclarations(emitter, info),
      'try{',
      emitFunctionValues(emitter, info, block),
      inner,
      span(at, block.end - 1),
      emitHandler(emitter),
      '}',
    ];
  });
}
