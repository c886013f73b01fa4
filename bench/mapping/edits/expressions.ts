import type { ESTree, Node } from '../../../program-model/model/index.js';
import {
  indentOf,
  ownNodes,
  statementLists,
  textOf,
  type Edit,
  type EditContext,
} from '../context.js';

function pickNode<T extends Node>(
  c: EditContext,
  accept: (node: Node) => node is T,
): T | undefined {
  return c.random.pick(ownNodes(c).filter(accept));
}

const isCall = (node: Node): node is ESTree.SimpleCallExpression =>
  node.type === 'CallExpression' && node.callee.type !== 'Super';

/** A string, number or boolean becomes another one. */
export const changeLiteral: Edit = (c) => {
  const node = pickNode(
    c,
    (n): n is ESTree.SimpleLiteral =>
      n.type === 'Literal' &&
      ['number', 'boolean', 'string'].includes(typeof (n as ESTree.SimpleLiteral).value) &&
      n.parent?.type !== 'Property' &&
      n.parent?.type !== 'ImportDeclaration' &&
      n.parent?.type !== 'ExpressionStatement',
  );
  if (!node) return undefined;
  const text =
    typeof node.value === 'number'
      ? String(node.value + 1 + c.random.below(40))
      : typeof node.value === 'boolean'
        ? String(!node.value)
        : JSON.stringify(
            `${String(node.value)}${c.random.pick(['', ' '])}${c.random.pick(['new', 'other', 'v2'])}`,
          );
  return { changes: [{ start: node.start, end: node.end, pieces: [{ text, at: node.start }] }] };
};

const OPERATORS: Record<string, string> = {
  '<': '<=',
  '>': '>=',
  '===': '!==',
  '!==': '===',
  '==': '===',
  '+': '-',
  '-': '+',
  '&&': '||',
  '||': '??',
};

export const changeOperator: Edit = (c) => {
  const node = pickNode(
    c,
    (n): n is ESTree.BinaryExpression =>
      (n.type === 'BinaryExpression' || n.type === 'LogicalExpression') &&
      n.operator in OPERATORS &&
      n.operator !== '&&' &&
      n.operator !== '||',
  );
  if (!node) return undefined;
  const at = c.text.indexOf(node.operator, node.left.end);
  if (at < 0 || at > node.right.start) return undefined;
  return {
    changes: [
      { start: at, end: at + node.operator.length, pieces: [OPERATORS[node.operator] as string] },
    ],
  };
};

/** A call gets one more argument. */
export const addArgument: Edit = (c) => {
  const node = pickNode(c, isCall);
  if (!node) return undefined;
  const at = node.end - 1;
  if (c.text[at] !== ')' || /,\s*$/.test(c.text.slice(node.start, at))) return undefined;
  const extra = c.random.pick(['true', '{ strict: true }', '0', 'globalThis.options']) as string;
  return {
    changes: [{ start: at, end: at, pieces: [node.arguments.length > 0 ? `, ${extra}` : extra] }],
  };
};

/** `f(x)` → `check(f(x))`. */
export const wrapCall: Edit = (c) => {
  const node = pickNode(
    c,
    (n): n is ESTree.SimpleCallExpression =>
      isCall(n) &&
      n.parent?.type !== 'ExpressionStatement' &&
      n.parent?.type !== 'ChainExpression' &&
      n.parent?.type !== 'MemberExpression',
  );
  if (!node) return undefined;
  const name = c.random.pick(['globalThis.check', 'String', 'globalThis.util.normalise']) as string;
  const { start, end } = node;
  return { changes: [{ start, end, pieces: [`${name}(`, { from: [start, end] }, ')'] }] };
};

/** A condition gets one more part. */
export const extendCondition: Edit = (c) => {
  const node = pickNode(c, (n): n is ESTree.IfStatement => n.type === 'IfStatement');
  if (!node) return undefined;
  const { start, end } = node.test;
  const extra = c.random.pick([
    'globalThis.enabled',
    '!globalThis.closed',
    'globalThis.allow(1)',
  ]) as string;
  const pieces = c.random.chance(0.5)
    ? ['(', { from: [start, end] as [number, number] }, `) && ${extra}`]
    : [`${extra} && (`, { from: [start, end] as [number, number] }, ')'];
  return { changes: [{ start, end, pieces }] };
};

/** `f(g(x))` → `const t = g(x); f(t)`. */
export const introduceVariable: Edit = (c) => {
  const choices: { statement: Node; call: Node }[] = [];
  for (const list of statementLists(c)) {
    for (const statement of list) {
      if (
        !['ExpressionStatement', 'ReturnStatement', 'VariableDeclaration'].includes(statement.type)
      )
        continue;
      for (const node of ownNodes(c)) {
        if (!isCall(node) || node.start < statement.start || node.end > statement.end) continue;
        const isWhole =
          node.parent?.type === 'ExpressionStatement' || node.parent?.type === 'VariableDeclarator';
        const isFirst =
          node.parent?.type === 'CallExpression' &&
          node.parent.arguments[0] === node &&
          node.parent.callee.type === 'Identifier' &&
          node.parent.parent?.parent === statement.parent;
        if (
          !isWhole &&
          (isFirst || (node.parent?.type === 'ReturnStatement' && node.parent === statement))
        )
          choices.push({ statement, call: node });
      }
    }
  }
  const choice = c.random.pick(choices);
  if (!choice) return undefined;
  const name = c.fresh('result');
  const { statement, call } = choice;
  const { start, end } = call;
  return {
    changes: [
      {
        start: statement.start,
        end: statement.start,
        pieces: [`const ${name} = `, { from: [start, end] }, `;\n${indentOf(c, statement.start)}`],
      },
      { start, end, pieces: [name] },
    ],
    variables: { [name]: 'question' },
  };
};

/** A statement's expression is written anew but for what it assigns or calls. */
export const rewriteStatement: Edit = (c) => {
  const node = pickNode(
    c,
    (n): n is ESTree.VariableDeclarator =>
      n.type === 'VariableDeclarator' &&
      n.id.type === 'Identifier' &&
      n.init != null &&
      n.init.type !== 'Identifier' &&
      n.init.type !== 'Literal' &&
      !/Function|Class/.test(n.init.type) &&
      n.parent?.type === 'VariableDeclaration' &&
      n.parent.parent?.type === 'BlockStatement' &&
      textOf(c, n).length < 120,
  );
  if (!node?.init) return undefined;
  return {
    changes: [{ start: node.init.start, end: node.init.end, pieces: ['globalThis.compute(7)'] }],
  };
};
