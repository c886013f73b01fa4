import type { MethodDefinition, Property, PropertyDefinition } from 'estree';
import {
  childKeys,
  field,
  isFunction,
  isLoop,
  isNode,
  type Implied,
  type Item,
  type Syntax,
} from './syntax.js';

/** Gives equal strings equal small integers; shared by the two sides of a comparison. */
export class Interner {
  private readonly ids = new Map<string, number>();

  id(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(text, id);
    }
    return id;
  }
}

/**
 * A syntax tree laid out in preorder: the subtree of node `i` is the range `i .. ends[i]`.
 * Differences that no program can tell apart are normalised away: implied blocks and returns are
 * present, `export` and optional-chain wrappers and shorthand notation are not.
 */
export interface Tree {
  size: number;
  /** The ESTree node, or undefined where the text only implies one. */
  nodes: (Syntax | undefined)[];
  /** Wrapper nodes left out of the tree (`export …`, optional chains), by the index they wrap. */
  wrappers: Map<number, Syntax>;
  /** Nodes of one kind may correspond to each other. */
  kinds: Uint8Array;
  /** Interned name, literal or operator; 0 where the kind says all. */
  labels: Int32Array;
  roles: Uint8Array;
  parents: Int32Array;
  ends: Int32Array;
  /** Nodes in the subtree, where a leaf that stands for more counts as more. */
  weights: Int32Array;
  /** 53-bit hash of the whole subtree. */
  hashes: Float64Array;
}

/** What stands for a subtree that is not descended into. */
export interface Leaf {
  label: string;
  weight: number;
}

const KIND_NAMES: string[] = [''];
const kindIds = new Map<string, number>();

function kindId(name: string): number {
  let id = kindIds.get(name);
  if (id === undefined) {
    id = KIND_NAMES.length;
    KIND_NAMES.push(name);
    kindIds.set(name, id);
  }
  return id;
}

const kindOfType = new Map<string, number>();

function bucket(node: Item): string {
  if (isLoop(node)) return 'Loop';
  if (isFunction(node)) return 'Function';
  switch (node.type) {
    case 'ExpressionStatement':
    case 'VariableDeclaration':
    case 'ReturnStatement':
    case 'ThrowStatement':
    case '#Return':
      return 'Simple';
    case '#Block':
    case 'BlockStatement':
      return 'Block';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'Class';
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return 'Member';
    case 'Identifier':
    case 'PrivateIdentifier':
      return 'Identifier';
    default:
      return node.type;
  }
}

/** The kinds by name, for code that treats some of them differently. */
export const KIND = {
  loop: kindId('Loop'),
  fn: kindId('Function'),
  simple: kindId('Simple'),
  block: kindId('Block'),
  klass: kindId('Class'),
  member: kindId('Member'),
  identifier: kindId('Identifier'),
  call: kindId('CallExpression'),
  construct: kindId('NewExpression'),
  tagged: kindId('TaggedTemplateExpression'),
  await: kindId('AwaitExpression'),
  yield: kindId('YieldExpression'),
  if: kindId('IfStatement'),
  try: kindId('TryStatement'),
  switch: kindId('SwitchStatement'),
  case: kindId('SwitchCase'),
  catch: kindId('CatchClause'),
  labeled: kindId('LabeledStatement'),
  declarator: kindId('VariableDeclarator'),
  memberAccess: kindId('MemberExpression'),
  literal: kindId('Literal'),
} as const;

function kindOf(node: Item): number {
  let id = kindOfType.get(node.type);
  if (id === undefined) {
    id = kindId(bucket(node));
    kindOfType.set(node.type, id);
  }
  return id;
}

const roleIds = new Map<string, number>();

/** The number under which {@link Tree.roles} has a child property. */
export function roleId(key: string): number {
  let id = roleIds.get(key);
  if (id === undefined) {
    id = roleIds.size + 1;
    roleIds.set(key, id);
  }
  return id;
}

/** A member's name as far as the text fixes it: `a`, `'a'` and the shorthand are the same. */
export function memberName(node: Property | MethodDefinition | PropertyDefinition): string {
  const key = node.key;
  if (node.computed) return '[';
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : '[';
}

function memberLabel(node: Property | MethodDefinition | PropertyDefinition): string {
  const kind = 'kind' in node && node.kind !== 'method' && node.kind !== 'init' ? node.kind : '';
  const isStatic = 'static' in node && node.static;
  return `${kind} ${isStatic ? 'static ' : ''}${memberName(node)}`;
}

/** Labels of types that share their kind with others. */
const FIXED_LABELS: Readonly<Record<string, string>> = {
  ForInStatement: 'for in',
  WhileStatement: 'while',
  DoWhileStatement: 'do',
  ReturnStatement: 'return',
  '#Return': 'return',
  ThrowStatement: 'throw',
};

/** What a node says beside its kind and its children. */
function labelText(node: Item): string {
  if ('operator' in node && node.type !== 'UpdateExpression') return node.operator;
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'PrivateIdentifier':
      return `#${node.name}`;
    case 'Literal':
      return typeof node.value === 'string' ? `"${node.value}` : (node.raw ?? String(node.value));
    case 'TemplateElement':
      return `\`${node.value.raw}`;
    case 'UpdateExpression':
      return node.prefix ? `${node.operator}_` : `_${node.operator}`;
    case 'VariableDeclaration':
      return node.kind;
    case 'MemberExpression':
      return (node.computed ? '[' : '') + (node.optional ? '?' : '');
    case 'CallExpression':
      return node.optional ? '?' : '';
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return memberLabel(node);
    case 'YieldExpression':
      return node.delegate ? '*' : '';
    case 'ForOfStatement':
      return node.await ? 'for await' : 'for of';
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return (node.async ? 'async' : '') + (node.generator ? '*' : '');
    default:
      return FIXED_LABELS[node.type] ?? '';
  }
}

function impliedBlock(body: Syntax): Implied {
  return { type: '#Block', start: body.start, end: body.end, body: [body] };
}

function impliedReturn(value: Syntax): Implied {
  const back: Implied = { type: '#Return', start: value.start, end: value.end, body: [value] };
  return { type: '#Block', start: value.start, end: value.end, body: [back] };
}

/** The child as the normalised tree has it. */
function normalise(parent: Item, key: string, child: Syntax): Item {
  if (key === 'body' && parent.type === 'ArrowFunctionExpression') {
    return child.type === 'BlockStatement' ? child : impliedReturn(child);
  }
  const embedded =
    (key === 'body' && (isLoop(parent) || parent.type === 'WithStatement')) ||
    (parent.type === 'IfStatement' && key !== 'test');
  if (
    embedded &&
    child.type !== 'BlockStatement' &&
    !(key === 'alternate' && child.type === 'IfStatement')
  ) {
    return impliedBlock(child);
  }
  return child;
}

const NAME_ROLE = roleId('.name');

function isAccessName(parent: Item, key: string): boolean {
  return key === 'property' && parent.type === 'MemberExpression' && !parent.computed;
}

function isNamedMember(node: Item): boolean {
  return (
    (node.type === 'Property' ||
      node.type === 'MethodDefinition' ||
      node.type === 'PropertyDefinition') &&
    memberName(node) !== '['
  );
}

/** The node inside a wrapper that the tree leaves out, or undefined. */
function unwrapped(node: Item): Syntax | undefined {
  if (node.type === 'ChainExpression') return node.expression;
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') {
    const inner = node.declaration as Syntax | null | undefined;
    return inner ?? undefined;
  }
  return undefined;
}

/**
 * Lays out the subtree of `root`. `leaf` may cut a subtree off by giving the leaf that stands for
 * it (it is not asked for the root). Linear in the number of nodes, and without recursion, so that
 * no depth of nesting overflows the stack.
 */
export function buildTree(
  root: Syntax,
  interner: Interner,
  leaf: (node: Syntax) => Leaf | undefined,
  rename?: ReadonlyMap<string, string>,
): Tree {
  const nodes: (Syntax | undefined)[] = [];
  const kinds: number[] = [];
  const labels: number[] = [];
  const roles: number[] = [];
  const parents: number[] = [];
  const own: number[] = [];
  const wrappers = new Map<number, Syntax>();
  const items: Item[] = [root];
  const above: number[] = [-1];
  const as: number[] = [0];
  const children: Item[] = [];
  const childRoles: number[] = [];
  while (items.length > 0) {
    let item = items.pop() as Item;
    const parent = above.pop() as number;
    const role = as.pop() as number;
    const index = nodes.length;
    const inner = index === 0 ? undefined : unwrapped(item);
    if (inner !== undefined) {
      wrappers.set(index, item as Syntax);
      item = inner;
    }
    const implied = item.type === '#Block' || item.type === '#Return';
    const cut = implied || index === 0 ? undefined : leaf(item as Syntax);
    nodes.push(implied ? undefined : (item as Syntax));
    kinds.push(kindOf(item));
    roles.push(role);
    parents.push(parent);
    own.push(cut?.weight ?? 1);
    if (cut !== undefined) {
      labels.push(interner.id(cut.label));
      continue;
    }
    let text = labelText(item);
    if (role === NAME_ROLE) text = `.${text}`;
    if (item.type === 'Identifier' && rename !== undefined) text = rename.get(text) ?? text;
    labels.push(text === '' ? 0 : interner.id(text));
    for (const key of childKeys(item.type)) {
      if (key === 'key' && isNamedMember(item)) continue; // its label has the name
      const value = field(item, key);
      if (Array.isArray(value)) {
        for (const child of value as unknown[]) {
          if (child === null || typeof child !== 'object') continue;
          children.push(child as Item);
          childRoles.push(roleId(key));
        }
      } else if (isNode(value)) {
        children.push(normalise(item, key, value));
        childRoles.push(isAccessName(item, key) ? NAME_ROLE : roleId(key));
      }
    }
    for (let c = children.length - 1; c >= 0; c--) {
      items.push(children[c] as Item);
      above.push(index);
      as.push(childRoles[c] as number);
    }
    children.length = 0;
    childRoles.length = 0;
  }
  return finish({ nodes, wrappers, kinds, labels, roles, parents, own });
}

interface Draft {
  nodes: (Syntax | undefined)[];
  wrappers: Map<number, Syntax>;
  kinds: number[];
  labels: number[];
  roles: number[];
  parents: number[];
  own: number[];
}

/** Ends, weights and hashes, bottom-up: in preorder every descendant comes after its ancestors. */
function finish(draft: Draft): Tree {
  const size = draft.nodes.length;
  const parents = Int32Array.from(draft.parents);
  const kinds = Uint8Array.from(draft.kinds);
  const labels = Int32Array.from(draft.labels);
  const roles = Uint8Array.from(draft.roles);
  const weights = Int32Array.from(draft.own);
  const ends = new Int32Array(size);
  const hashes = new Float64Array(size);
  const low = new Int32Array(size);
  const high = new Int32Array(size);
  for (let i = size - 1; i >= 0; i--) {
    if ((ends[i] as number) === 0) ends[i] = i + 1;
    let a = mix((kinds[i] as number) + 0x9e3779b9, labels[i] as number);
    let b = mix((labels[i] as number) ^ 0x85ebca6b, kinds[i] as number);
    for (let c = i + 1; c < (ends[i] as number); c = ends[c] as number) {
      a = mix(a + (roles[c] as number), low[c] as number);
      b = mix(b ^ (roles[c] as number), high[c] as number);
    }
    low[i] = a;
    high[i] = b;
    hashes[i] = (a >>> 0) * 0x200000 + (b >>> 11);
    const parent = parents[i] as number;
    if (parent >= 0) {
      weights[parent] = (weights[parent] as number) + (weights[i] as number);
      if ((ends[parent] as number) < (ends[i] as number)) ends[parent] = ends[i] as number;
    }
  }
  return {
    size,
    nodes: draft.nodes,
    wrappers: draft.wrappers,
    kinds,
    labels,
    roles,
    parents,
    ends,
    weights,
    hashes,
  };
}

/** A 32-bit mixing step after MurmurHash3 (public domain, Austin Appleby). */
function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}
