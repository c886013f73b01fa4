import { isFunctionNode, type ESTree, type Node } from '../model/index.js';
import type { Emitter } from './emitter.js';
import { emitDeclarations, emitFunctionValues, within } from './functions.js';
import { emitHandler, emitLazyPairs } from './handler.js';
import { operand } from './kept-operands.js';
import { flagName } from './names.js';
import { SUPER_ACCESS } from './supers.js';
import { span, type Out } from './text.js';

export type ClassNode = ESTree.ClassDeclaration | ESTree.ClassExpression;

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
  const hook = `static{${emitter.names.module}.klass(${node.start},${classIndex(emitter, node)},this,${emitter.names.evaluator})}`;
  const parts: Out[] = [span(body.start, body.start + 1), hook, emitConstructor(emitter, node)];
  let at = body.start + 1;
  for (const member of body.body) {
    parts.push(span(at, member.start), emitMember(emitter, node, member));
    at = member.end;
  }
  parts.push(span(at, body.end));
  return parts;
}

/** `f9&&f9.o(120,this)`: fields that an update has added, for instances made after it. */
export function emitAddedFields(emitter: Emitter, node: ClassNode): string {
  const flag = classFlag(emitter, node);
  return `${flag}&&${flag}.o(${node.start},this)`;
}

/** The flag of a class: set once it has gained fields. */
function classFlag(emitter: Emitter, node: ClassNode): string {
  return flagName(emitter.names, emitter.analysis.tag, classIndex(emitter, node));
}

/** The number of a class's flag: behind those of the functions. */
const classIndex = ({ analysis }: Emitter, node: ClassNode): number =>
  analysis.model.functions.length + analysis.classes.indexOf(node);

/** A class without a constructor gets one, where instances made after an update get added fields. */
function emitConstructor(emitter: Emitter, node: ClassNode): string {
  const hasOwn = node.body.body.some(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  if (hasOwn) return '';
  const args = `...${emitter.names.prefix}a`;
  const added = emitAddedFields(emitter, node);
  return node.superClass
    ? `constructor(${args}){super(${args});${added}}`
    : `constructor(){${added}}`;
}

/** The class that a constructor belongs to. */
export const classOf = (constructor: Node): ClassNode | undefined => {
  const node = constructor.parent?.parent?.parent;
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression' ? node : undefined;
};

export function emitMember(
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

/** `x = f()` → `x = (f7&&f7.p()?f7.field(this,0):(f()))` */
function emitField(emitter: Emitter, member: ESTree.PropertyDefinition, value: Node): Out {
  const fn = emitter.analysis.model.functionOf.get(member);
  if (!fn) return emitter.expression(value);
  const info = emitter.infoOf(fn);
  return within(emitter, info, () => {
    const out = emitter.expression(value);
    if (isFunctionNode(value) || value.type === 'ClassExpression') return out;
    const flag = emitter.flag(fn);
    const access = info.usesSuper ? `,${SUPER_ACCESS}` : '';
    const forward = `${flag}.field(this,${emitLazyPairs(emitter, info.free)}${access})`;
    return [`(${flag}&&${flag}.p()?${forward}:(`, out, '))'];
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
