import { KEYS } from 'eslint-visitor-keys';
import type * as ESTree from 'estree';

declare module 'estree' {
  interface BaseNodeWithoutComments {
    /** Offset of the node's first character in the module text. */
    start: number;
    /** Offset just behind the node's last character. */
    end: number;
    /** The enclosing node; `null` for the program. Set by `linkParents`. */
    parent: Node | null;
    /** Index of the function whose code the node is, in the model of its text; -1 in other trees. */
    owner: number;
  }
}

export type Node = ESTree.Node;
export type { ESTree };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const SKIPPED_KEYS = new Set([
  'type',
  'start',
  'end',
  'range',
  'loc',
  'parent',
  'owner',
  'twin',
  'scopes',
  'raw',
  'regex',
]);

/** The properties that hold a node's children; those of nodes that eslint-visitor-keys lacks are looked up. */
const keysOf = (node: Node): readonly string[] =>
  KEYS[node.type] ?? Object.keys(node).filter((key) => !SKIPPED_KEYS.has(key));

/** Calls back with what {@link childrenOf} gives; the commonest kinds without looking up their keys. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return;
    case 'MemberExpression':
      visit(node.object);
      visit(node.property);
      return;
    case 'CallExpression':
      visit(node.callee);
      for (const argument of node.arguments) visit(argument);
      return;
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      visit(node.left);
      visit(node.right);
      return;
    case 'ExpressionStatement':
      visit(node.expression);
      return;
    case 'BlockStatement':
      for (const statement of node.body) visit(statement);
      return;
    case 'Property':
      if (!node.shorthand) visit(node.key);
      visit(node.value);
      return;
    case 'TemplateLiteral':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
      for (const child of childrenOf(node)) visit(child);
      return;
    default:
  }
  // Of all others the keys are in source order.
  const parts = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of keysOf(node)) {
    const value = parts[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
}

/**
 * The direct children of a node in source order (a shorthand property's key and value, which share
 * their text, count once).
 */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  let last = -1;
  let isOrdered = true;
  const add = (child: Node): void => {
    isOrdered &&= child.start >= last;
    last = child.start;
    found.push(child);
  };
  const parts = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of keysOf(node)) {
    const value = parts[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) add(item);
    } else if (isNode(value)) {
      if (key === 'key' && (node as ESTree.Property).shorthand === true) continue;
      if (key === 'local' && sameRange(value, (node as ESTree.ImportSpecifier).imported)) continue;
      if (key === 'exported' && sameRange(value, (node as ESTree.ExportSpecifier).local)) continue;
      add(value);
    }
  }
  return isOrdered ? found : found.sort((a, b) => a.start - b.start);
}

const sameRange = (a: Node, b: Node | null | undefined): boolean =>
  b?.start === a.start && b.end === a.end;

/** Sets `parent` on every node of a tree. */
export function linkParents(root: Node): void {
  root.parent = null;
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of childrenOf(node)) {
      child.parent = node;
      open.push(child);
    }
    if (node.type === 'Property' && node.shorthand) node.key.parent = node;
  }
}

export type FunctionNode =
  ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;

export const isFunctionNode = (node: Node): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

export type LoopNode =
  | ESTree.ForStatement
  | ESTree.ForInStatement
  | ESTree.ForOfStatement
  | ESTree.WhileStatement
  | ESTree.DoWhileStatement;

export const isLoop = (node: Node): node is LoopNode =>
  node.type === 'ForStatement' ||
  node.type === 'ForInStatement' ||
  node.type === 'ForOfStatement' ||
  node.type === 'WhileStatement' ||
  node.type === 'DoWhileStatement';

export type ClassNode = ESTree.ClassDeclaration | ESTree.ClassExpression;

export const isClassNode = (node: Node): node is ClassNode =>
  node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
