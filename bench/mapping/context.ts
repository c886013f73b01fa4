import {
  childrenOf,
  isFunctionNode,
  type FullSourceModel,
  type FunctionModel,
  type Node,
} from '../../program-model/model/index.js';
import type { Change } from './doc.js';
import type { Random } from './random.js';

/** What a new local's value is known to be worth: it can be computed, or has to be asked for. */
export type Expected = 'initialiser' | 'question';

export interface EditResult {
  changes: Change[];
  /** Names of new variables and what has to be said of them. */
  variables?: Record<string, Expected>;
}

/** What an edit may look at. */
export interface EditContext {
  model: FullSourceModel;
  text: string;
  fn: FunctionModel;
  /** For each character where it stood when the case began, or -1. */
  origin: Int32Array;
  random: Random;
  /** A name that occurs nowhere in the text. */
  fresh(stem: string): string;
}

/** A refactoring or change; undefined where it does not apply to the function. */
export type Edit = (c: EditContext) => EditResult | undefined;

export const textOf = (c: EditContext, node: Node): string => c.text.slice(node.start, node.end);

/** What is left of a text when nobody looks at its layout. */
export const bareText = (text: string): string => text.replace(/[\s;]/g, '');

/**
 * Whether code outside of the function was inside it when the case began. A copy of such code put back
 * could as well be what was there all along, and what was taken out the copy.
 */
export function wasTakenOut(c: EditContext, node: Node): boolean {
  const { start, end } = c.fn.node;
  const own = c.origin.subarray(start, end).filter((at) => at >= 0);
  const from = c.origin[node.start] ?? -1;
  // One by one: a function may be longer than a call may have arguments.
  const [first, last] = own.reduce(
    ([a, b], at) => [Math.min(a, at), Math.max(b, at)],
    [Infinity, -1],
  );
  return from >= first && from <= last;
}

/** The function's own nodes, without those of nested functions. */
export const ownNodes = (c: EditContext): Node[] => [...c.model.nodesOf(c.fn.index)];

export const blockBody = (fn: FunctionModel): Node[] =>
  isFunctionNode(fn.node) && fn.node.body.type === 'BlockStatement' ? fn.node.body.body : [];

/** All statement lists of the function: its body, nested blocks, switch cases. */
export function statementLists(c: EditContext): Node[][] {
  const lists = [blockBody(c.fn)];
  for (const node of ownNodes(c)) {
    if (node.type === 'BlockStatement' && node !== (c.fn.node as { body?: Node }).body) {
      lists.push(node.body);
    }
    if (node.type === 'SwitchCase') lists.push(node.consequent);
  }
  return lists.filter((list) => list.length > 0);
}

/** Whether two neighbours are so alike that no one could tell which of them was edited. */
export function hasTwin(c: EditContext, list: readonly Node[], index: number): boolean {
  const node = list[index] as Node;
  const bare = (n: Node | undefined): string => (n ? bareText(textOf(c, n)) : '');
  return bare(list[index - 1]) === bare(node) || bare(list[index + 1]) === bare(node);
}

/** Every node below `root`, nested functions included. */
export function allBelow(root: Node): Node[] {
  const found: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    found.push(node);
    open.push(...childrenOf(node));
  }
  return found;
}

/** Whether control may leave a stretch of statements other than at its end. */
export function jumpsOut(nodes: readonly Node[]): boolean {
  return nodes.some((root) =>
    allBelow(root).some((node) =>
      [
        'ReturnStatement',
        'BreakStatement',
        'ContinueStatement',
        'YieldExpression',
        'AwaitExpression',
      ].includes(node.type),
    ),
  );
}

export function mentionsThis(nodes: readonly Node[]): boolean {
  return nodes.some((root) =>
    allBelow(root).some(
      (node) =>
        node.type === 'ThisExpression' ||
        node.type === 'Super' ||
        node.type === 'MetaProperty' ||
        (node.type === 'Identifier' && node.name === 'arguments'),
    ),
  );
}

export function declaresAnything(nodes: readonly Node[]): boolean {
  return nodes.some((node) =>
    ['VariableDeclaration', 'FunctionDeclaration', 'ClassDeclaration'].includes(node.type),
  );
}

/** The white space in front of a statement, for text that is put beside it. */
export function indentOf(c: EditContext, offset: number): string {
  const line = c.text.lastIndexOf('\n', offset - 1) + 1;
  return /^\s*/.exec(c.text.slice(line, offset))?.[0] ?? '';
}

/** End of a statement with the rest of its line, so that a removal leaves no empty line. */
export function lineEnd(c: EditContext, end: number): number {
  const rest = /^[ \t]*\n/.exec(c.text.slice(end, end + 40));
  return rest ? end + rest[0].length : end;
}
