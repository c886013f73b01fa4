import type { Node } from './estree.js';
import { LEXICAL } from './types.js';

/** What a node uses of `this` and the like: bits of {@link LEXICAL}. */
export function lexicalUse(node: Node): number {
  switch (node.type) {
    case 'ThisExpression':
      return LEXICAL.this;
    case 'Super':
      return LEXICAL.this | (node.parent?.type === 'MemberExpression' ? LEXICAL.super : 0);
    case 'MetaProperty':
      return node.meta.name === 'new' ? LEXICAL.newTarget : 0;
    case 'Identifier':
      return node.name === 'arguments' && isReference(node) ? LEXICAL.arguments : 0;
    case 'WithStatement':
      return LEXICAL.with;
    default:
      return 0;
  }
}

const isReference = (node: Node): boolean => {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent?.type === 'Property') return parent.value === node || parent.computed;
  return true;
};

/** The name of a property that a node makes an accessor of, assigns or deletes. */
export function changedName(node: Node): string | undefined {
  switch (node.type) {
    case 'MethodDefinition':
    case 'Property':
      return node.kind === 'get' ? nameOf(node.key, node.computed) : undefined;
    case 'AssignmentExpression':
      return accessedName(node.left);
    case 'UnaryExpression':
      return node.operator === 'delete' ? accessedName(node.argument) : undefined;
    default:
      return undefined;
  }
}

const accessedName = (target: Node): string | undefined =>
  target.type === 'MemberExpression' ? nameOf(target.property, target.computed) : undefined;

const nameOf = (key: Node, computed: boolean): string | undefined =>
  !computed && key.type === 'Identifier' ? key.name : undefined;
