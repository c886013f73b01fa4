import type { ESTree, Node } from '../model/index.js';
import type { Emitter } from './emitter.js';
import type { Out } from './text.js';

/** Reads `super[k]`, or stores into it: what code gets that stands outside of the method. */
export const SUPER_ACCESS = '(k,v,s)=>s?super[k]=v:super[k]';

type SuperMember = ESTree.MemberExpression & { object: ESTree.Super };

/** Whether a node is a member of a `super` that the code under emission has no syntax for. */
export const isOutOfReach = (emitter: Emitter, node: Node): node is SuperMember =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Super' &&
  emitter.lexical.super !== undefined;

type Part = (child: Node) => Out;

const keyOf = ({ computed, property }: SuperMember, part: Part): Out =>
  computed || property.type !== 'Identifier' ? part(property) : JSON.stringify(property.name);

/** `super.x` → `$super("x")` */
export const emitSuperRead = (emitter: Emitter, node: SuperMember, part: Part): Out => [
  emitter.lexical.super ?? '',
  '(',
  keyOf(node, part),
  ')',
];

/** `super.x` as an assignable place: `m.through($super,"x").value` */
export const emitSuperTarget = (
  emitter: Emitter,
  node: SuperMember,
  part: Part = (child) => emitter.expression(child),
): Out => [
  `${emitter.names.module}.through(${emitter.lexical.super ?? ''},`,
  keyOf(node, part),
  ').value',
];

/** The method in `super.m(a)` → `m.bound($super("m"),$this)(a)` */
export const emitSuperMethod = (emitter: Emitter, node: SuperMember, part: Part): Out => [
  `${emitter.names.module}.bound(`,
  emitSuperRead(emitter, node, part),
  `,${emitter.lexical.this ?? 'this'})`,
];
