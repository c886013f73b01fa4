import type { ESTree, Node } from '../../../program-model/model/index.js';
import { allBelow, ownNodes, textOf, type Edit, type EditContext } from '../context.js';
import type { Change, Piece } from '../doc.js';

interface CountingLoop {
  node: ESTree.ForStatement;
  index: string;
  list: string;
  body: ESTree.BlockStatement;
}

/** `for (let i = 0; i < xs.length; i++) {…}` */
function countingLoop(c: EditContext): CountingLoop | undefined {
  const found: CountingLoop[] = [];
  for (const node of ownNodes(c)) {
    if (node.type !== 'ForStatement' || node.body.type !== 'BlockStatement') continue;
    const head = c.text.slice(node.start, node.body.start);
    const match =
      /^for\s*\(\s*(?:let|var)\s+(\w+)\s*=\s*0;\s*\1\s*<\s*([\w.]+)\.length;\s*(?:\1\+\+|\+\+\1|\1 \+= 1)\s*\)/.exec(
        head,
      );
    if (match)
      found.push({ node, index: match[1] as string, list: match[2] as string, body: node.body });
  }
  return c.random.pick(found);
}

const elementReads = (c: EditContext, loop: CountingLoop): Node[] =>
  allBelow(loop.body).filter(
    (n) =>
      n.type === 'MemberExpression' && n.computed && textOf(c, n) === `${loop.list}[${loop.index}]`,
  );

const usesIndexOtherwise = (c: EditContext, loop: CountingLoop): boolean => {
  const reads = elementReads(c, loop);
  return allBelow(loop.body).some(
    (n) =>
      n.type === 'Identifier' &&
      n.name === loop.index &&
      !reads.some((r) => r.start <= n.start && n.end <= r.end),
  );
};

/** `for (let i…) { … xs[i] … }` → `for (const item of xs) { … item … }` */
export const countingToForOf: Edit = (c) => {
  const loop = countingLoop(c);
  if (!loop || usesIndexOtherwise(c, loop)) return undefined;
  const name = c.fresh('item');
  const head: Piece[] = [{ text: `for (const ${name} of ${loop.list}) `, at: loop.node.start }];
  const reads: Change[] = elementReads(c, loop).map((n) => ({
    start: n.start,
    end: n.end,
    pieces: [{ text: name, at: n.start }],
  }));
  return {
    changes: [{ start: loop.node.start, end: loop.body.start, pieces: head }, ...reads],
    variables: { [name]: 'initialiser' },
  };
};

/** `for (let i…) {…}` → `let i = 0; while (i < xs.length) {… i++; }` */
export const countingToWhile: Edit = (c) => {
  const loop = countingLoop(c);
  if (loop?.node.init?.type !== 'VariableDeclaration' || !loop.node.test || !loop.node.update)
    return undefined;
  if (allBelow(loop.body).some((n) => n.type === 'ContinueStatement')) return undefined;
  const { init, test, update } = loop.node;
  return {
    changes: [
      {
        start: loop.node.start,
        end: loop.body.start,
        pieces: [
          { from: [init.start, init.end] },
          ';\n',
          { text: 'while (', at: loop.node.start },
          { from: [test.start, test.end] },
          ') ',
        ],
      },
      {
        start: loop.body.end - 1,
        end: loop.body.end - 1,
        pieces: [{ from: [update.start, update.end] }, ';\n'],
      },
    ],
  };
};

/** `for (const x of xs) {…}` → `for (let i = 0; i < xs.length; i++) { const x = xs[i]; … }` */
export const forOfToCounting: Edit = (c) => {
  const node = c.random.pick(
    ownNodes(c).filter(
      (n): n is ESTree.ForOfStatement =>
        n.type === 'ForOfStatement' &&
        !n.await &&
        n.body.type === 'BlockStatement' &&
        n.left.type === 'VariableDeclaration' &&
        n.right.type === 'Identifier',
    ),
  );
  if (node?.left.type !== 'VariableDeclaration') return undefined;
  const target = node.left.declarations[0]?.id;
  if (!target) return undefined;
  const index = c.fresh('i');
  const list = textOf(c, node.right);
  return {
    changes: [
      {
        start: node.start,
        end: node.body.start + 1,
        pieces: [
          {
            text: `for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {\n`,
            at: node.start,
          },
          `${node.left.kind} `,
          { from: [target.start, target.end] },
          ` = ${list}[${index}];`,
        ],
      },
    ],
    variables: { [index]: 'initialiser' },
  };
};
