import { KEYS } from 'eslint-visitor-keys';
import type { Node } from '../../program-model/model/estree.js';

/** An ESTree node with UTF-16 offsets into the module text and a link to its parent. */
export type Syntax = Node;

/** A block or `return` that the tree has and the text leaves out (`if (a) b();`, `x => x`). */
export interface Implied {
  type: '#Block' | '#Return';
  start: number;
  end: number;
  body: readonly Syntax[] | readonly Implied[];
}

export type Item = Syntax | Implied;

/** Reads a child property of a node without knowing the node's type. */
export function field(node: Item, key: string): unknown {
  return (node as unknown as Record<string, unknown>)[key];
}

export function isNode(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as Syntax).type === 'string';
}

const IMPLIED_KEYS: readonly string[] = ['body'];
const NO_KEYS: readonly string[] = [];

/** The names of the properties that hold a node's children, in source order. */
export function childKeys(type: string): readonly string[] {
  if (type === '#Block' || type === '#Return') return IMPLIED_KEYS;
  return KEYS[type] ?? NO_KEYS;
}

/** Calls `visit` for each direct child of `node`, in source order. */
export function eachChild(node: Syntax, visit: (child: Syntax, key: string) => void): void {
  for (const key of childKeys(node.type)) {
    const value = field(node, key);
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) visit(child, key);
    } else if (isNode(value)) {
      visit(value, key);
    }
  }
}

export function isFunction(node: Item): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

const STATEMENTS = /Statement$|Declaration$|^(Program|#Block|#Return|StaticBlock)$/;

export function isStatement(node: Item): boolean {
  return STATEMENTS.test(node.type);
}

export function isLoop(node: Item): boolean {
  switch (node.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return true;
    default:
      return false;
  }
}
