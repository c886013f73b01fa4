import type { ESTree, Node } from '../../../program-model/model/index.js';
import { allBelow, jumpsOut, ownNodes, textOf, type Edit, type EditContext } from '../context.js';
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

/** A loop over a list with a name, whose body is a block. */
interface IteratingLoop {
  node: ESTree.ForOfStatement;
  declaration: ESTree.VariableDeclaration;
  target: ESTree.Pattern;
  list: string;
  body: ESTree.BlockStatement;
}

/** `for (const x of xs) {…}` */
function iteratingLoop(c: EditContext): IteratingLoop | undefined {
  const found = ownNodes(c).flatMap((node): IteratingLoop[] => {
    if (node.type !== 'ForOfStatement' || node.await || node.body.type !== 'BlockStatement')
      return [];
    const { left, right, body } = node;
    const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : undefined;
    if (left.type !== 'VariableDeclaration' || !target || right.type !== 'Identifier') return [];
    return [{ node, declaration: left, target, list: textOf(c, right), body }];
  });
  return c.random.pick(found);
}

/** `for (const x of xs) {…}` → `for (let i = 0; i < xs.length; i++) { const x = xs[i]; … }` */
export const forOfToCounting: Edit = (c) => {
  const loop = iteratingLoop(c);
  if (!loop) return undefined;
  const { node, declaration, target, list, body } = loop;
  const index = c.fresh('i');
  const head = `for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {\n`;
  return {
    changes: [
      {
        start: node.start,
        end: body.start + 1,
        pieces: [
          { text: head, at: node.start },
          `${declaration.kind} `,
          { from: [target.start, target.end] },
          ` = ${list}[${index}];`,
        ],
      },
    ],
    variables: { [index]: 'initialiser' },
  };
};

/** `for (const x of xs) {…}` → `let i = 0; while (i < xs.length) { const x = xs[i]; … i++; }` */
export const forOfToWhile: Edit = (c) => {
  const loop = iteratingLoop(c);
  if (!loop || allBelow(loop.body).some((n) => n.type === 'ContinueStatement')) return undefined;
  const { node, declaration, target, list, body } = loop;
  const index = c.fresh('i');
  return {
    changes: [
      {
        start: node.start,
        end: body.start + 1,
        pieces: [
          `let ${index} = 0;\n`,
          { text: `while (${index} < ${list}.length) {\n`, at: node.start },
          `${declaration.kind} `,
          { from: [target.start, target.end] },
          ` = ${list}[${index}];`,
        ],
      },
      { start: body.end - 1, end: body.end - 1, pieces: [`${index}++;\n`] },
    ],
    variables: { [index]: 'initialiser' },
  };
};

/** `for (const x of xs) {…}` → `xs.forEach((x) => {…});` */
export const forOfToForEach: Edit = (c) => {
  const loop = iteratingLoop(c);
  if (!loop || jumpsOut([loop.body]) || mentionsArguments(loop.body)) return undefined;
  const { node, target, list, body } = loop;
  return {
    changes: [
      {
        start: node.start,
        end: body.start,
        pieces: [
          { text: `${list}.forEach((`, at: node.start },
          { from: [target.start, target.end] },
          ') => ',
        ],
      },
      { start: body.end, end: body.end, pieces: [');'] },
    ],
  };
};

const mentionsArguments = (root: Node): boolean =>
  allBelow(root).some((n) => n.type === 'Identifier' && n.name === 'arguments');
