import {
  isFunctionNode,
  type ESTree,
  type Node,
  type Variable,
} from '../../../program-model/model/index.js';
import {
  allBelow,
  blockBody,
  declaresAnything,
  indentOf,
  jumpsOut,
  lineEnd,
  mentionsThis,
  ownNodes,
  statementLists,
  textOf,
  type Edit,
  type EditContext,
} from '../context.js';
import type { Change, Piece } from '../doc.js';

/** A function declaration goes in front of or behind another statement of its list. */
export const moveFunction: Edit = (c) => {
  const { node } = c.fn;
  if (node.type !== 'FunctionDeclaration') return undefined;
  const list = siblings(node);
  const others = list?.filter((n) => n !== node && !('directive' in n));
  const target = others && c.random.pick(others);
  if (!target) return undefined;
  return {
    changes: [
      { start: node.start, end: lineEnd(c, node.end), pieces: [] },
      {
        start: target.start,
        end: target.start,
        pieces: [{ from: [node.start, node.end] }, `\n${indentOf(c, target.start)}`],
      },
    ],
  };
};

function siblings(node: Node): Node[] | undefined {
  const { parent } = node;
  if (parent?.type === 'Program' || parent?.type === 'BlockStatement') return parent.body;
  return undefined;
}

/** Members of a class change places. */
export const moveMethod: Edit = (c) => {
  const member = c.fn.node.parent;
  if (member?.type !== 'MethodDefinition' || member.parent?.type !== 'ClassBody') return undefined;
  const target = c.random.pick(member.parent.body.filter((m) => m !== member));
  if (!target) return undefined;
  const { start, end } = member;
  return {
    changes: [
      { start, end, pieces: [] },
      {
        start: target.start,
        end: target.start,
        pieces: [{ from: [start, end] }, `\n${indentOf(c, target.start)}`],
      },
    ],
  };
};

/** A nested function that captures nothing goes to the top of the module. */
export const hoistFunction: Edit = (c) => {
  const { node } = c.fn;
  if (node.type !== 'FunctionDeclaration' || node.parent?.type === 'Program' || c.fn.parent <= 0)
    return undefined;
  if (node.parent?.type !== 'BlockStatement') return undefined;
  let outer = c.fn;
  while (outer.parent > 0) outer = c.model.functions[outer.parent] as typeof outer;
  let top: Node = outer.node;
  while (top.parent && top.parent.type !== 'Program') top = top.parent;
  return {
    changes: [
      { start: node.start, end: lineEnd(c, node.end), pieces: [] },
      { start: top.start, end: top.start, pieces: [{ from: [node.start, node.end] }, '\n'] },
    ],
  };
};

/** `function f(a) {…}` → `const f = (a) => {…};` */
export const declarationToArrow: Edit = (c) => {
  const { node } = c.fn;
  if (node.type !== 'FunctionDeclaration' || node.generator || mentionsThis([node]))
    return undefined;
  if (node.parent?.type !== 'Program' && node.parent?.type !== 'BlockStatement') return undefined;
  const open = c.text.indexOf('(', node.id.end);
  const close = c.text.lastIndexOf(')', node.body.start) + 1;
  if (open < 0 || close > node.body.start) return undefined;
  return {
    changes: [
      {
        start: node.start,
        end: node.end,
        pieces: [
          'const ',
          { from: [node.id.start, node.id.end] },
          ' = ',
          { text: `${node.async === true ? 'async ' : ''}(`, at: node.start },
          { from: [open + 1, close] },
          ' => ',
          { from: [node.body.start, node.end] },
          ';',
        ],
      },
    ],
  };
};

/** A method without `super` becomes a function that gets the object as its first argument. */
export const methodToFunction: Edit = (c) => {
  const member = c.fn.node.parent;
  const { node } = c.fn;
  if (member?.type !== 'MethodDefinition' || member.kind !== 'method' || member.computed)
    return undefined;
  if (node.type !== 'FunctionExpression' || node.generator || member.key.type !== 'Identifier')
    return undefined;
  if (
    allBelow(node).some(
      (n) => n.type === 'Super' || n.type === 'PrivateIdentifier' || n.type === 'MetaProperty',
    )
  )
    return undefined;
  const self = c.fresh('self');
  const thisChanges: Change[] = allBelow(node)
    .filter((n) => n.type === 'ThisExpression')
    .map((n) => ({ start: n.start, end: n.end, pieces: [{ text: self, at: n.start }] }));
  let top: Node = member;
  while (top.parent && top.parent.type !== 'Program') top = top.parent;
  const open = node.start + 1;
  const param = node.params.length > 0 ? `${self}, ` : self;
  const pieces: Piece[] = [
    { text: `${node.async === true ? 'async ' : ''}function `, at: node.start },
    { from: [member.key.start, member.key.end] },
    `(${param}`,
    { from: [open, node.end], changes: thisChanges },
    '\n',
  ];
  return {
    changes: [
      { start: member.start, end: lineEnd(c, member.end), pieces: [] },
      { start: top.start, end: top.start, pieces },
    ],
    ...(thisChanges.length > 0 && { variables: { [self]: 'question' as const } }),
  };
};

/** A stretch of statements becomes a function of its own that is called in its place. */
export const extractFunction: Edit = (c) => {
  const stretch = pickStretch(c);
  if (!stretch) return undefined;
  const { start, end } = stretch;
  const free = freeVariables(c, start, end);
  if (free === undefined) return undefined;
  let host: Node = c.fn.node;
  while (host.parent && host.parent.type !== 'Program' && host.parent.type !== 'BlockStatement')
    host = host.parent;
  if (host.type !== 'FunctionDeclaration' && host.parent?.type !== 'Program') return undefined;
  const name = c.fresh(c.random.pick(['step', 'part', 'finish', 'collect']) as string);
  const inner = free.filter((v) => host.start <= v.scopeStart);
  const params: Piece[] = inner.flatMap((v, i) => [
    i > 0 ? ', ' : '',
    { text: v.name, at: v.offset },
  ]);
  const text = `${name}(${inner.map((v) => v.name).join(', ')});`;
  return {
    changes: [
      { start, end, pieces: [text] },
      {
        start: host.start,
        end: host.start,
        pieces: [`function ${name}(`, ...params, ') {\n', { from: [start, end] }, '\n}\n'],
      },
    ],
  };
};

function pickStretch(c: EditContext): { start: number; end: number } | undefined {
  const stretches: { start: number; end: number }[] = [];
  for (const list of statementLists(c)) {
    for (let first = 0; first < list.length; first++) {
      for (let last = first; last < Math.min(list.length, first + 6); last++) {
        const nodes = list.slice(first, last + 1);
        const start = (nodes[0] as Node).start;
        const end = (nodes.at(-1) as Node).end;
        const whole = nodes.length === blockBody(c.fn).length;
        if (jumpsOut(nodes) || mentionsThis(nodes) || whole || end - start < 40) continue;
        if (nodes.some((n) => 'directive' in n)) continue;
        stretches.push({ start, end });
      }
    }
  }
  return c.random.pick(stretches);
}

/** Variables from outside that a stretch reads; undefined when it writes one or declares for later. */
function freeVariables(c: EditContext, start: number, end: number): Variable[] | undefined {
  const inside = (n: Node): boolean => n.start >= start && n.end <= end;
  const free: Variable[] = [];
  for (const fn of c.model.functions) {
    for (const variable of fn.variables) {
      const references = variable.declaration.references;
      const within = references.filter((r) => inside(r.identifier as Node));
      const isInner = variable.offset >= start && variable.offset < end;
      if (isInner && within.length < references.length) return undefined;
      if (isInner || within.length === 0 || fn.index === 0) continue;
      if (within.some((r) => r.isWrite())) return undefined;
      free.push(variable);
    }
  }
  return free;
}

/** `const a = 1, b = 2;` → two statements. */
export const splitDeclaration: Edit = (c) => {
  const node = c.random.pick(
    ownNodes(c).filter(
      (n): n is ESTree.VariableDeclaration =>
        n.type === 'VariableDeclaration' &&
        n.declarations.length > 1 &&
        (n.parent?.type === 'BlockStatement' || n.parent?.type === 'Program'),
    ),
  );
  if (!node) return undefined;
  const pieces: Piece[] = node.declarations.flatMap((d, i) => [
    i === 0 ? { text: `${node.kind} `, at: node.start } : `${node.kind} `,
    { from: [d.start, d.end] as [number, number] },
    `;\n${indentOf(c, node.start)}`,
  ]);
  return { changes: [{ start: node.start, end: node.end, pieces }] };
};

/** `const a = o.a;` → `const { a } = o;` */
export const destructure: Edit = (c) => {
  const node = c.random.pick(
    ownNodes(c).filter(
      (n): n is ESTree.VariableDeclarator =>
        n.type === 'VariableDeclarator' &&
        n.id.type === 'Identifier' &&
        n.init?.type === 'MemberExpression' &&
        !n.init.computed &&
        n.init.property.type === 'Identifier' &&
        n.parent?.type === 'VariableDeclaration',
    ),
  );
  if (
    node?.init?.type !== 'MemberExpression' ||
    node.id.type !== 'Identifier' ||
    node.init.property.type !== 'Identifier'
  )
    return undefined;
  const key = node.init.property.name;
  const same = key === node.id.name;
  return {
    changes: [
      {
        start: node.start,
        end: node.end,
        pieces: [
          same ? '{ ' : `{ ${key}: `,
          { from: [node.id.start, node.id.end] },
          ' } = ',
          { from: [node.init.object.start, node.init.object.end] },
        ],
      },
    ],
  };
};

/** A function becomes async, and one of its calls is awaited. */
export const makeAsync: Edit = (c) => {
  const { node } = c.fn;
  if (!isFunctionNode(node) || node.async === true || node.generator === true) return undefined;
  if (
    ['constructor', 'getter', 'setter'].includes(c.fn.kind) ||
    node.type === 'ArrowFunctionExpression'
  )
    return undefined;
  const call = c.random.pick(
    ownNodes(c).filter(
      (n) =>
        n.type === 'CallExpression' &&
        n.parent?.type !== 'ChainExpression' &&
        ['ExpressionStatement', 'VariableDeclarator', 'ReturnStatement'].includes(
          n.parent?.type ?? '',
        ),
    ),
  );
  if (!call || call.start < (node.body as Node).start) return undefined;
  const holder = node.parent;
  const start =
    holder?.type === 'MethodDefinition' || (holder?.type === 'Property' && holder.method)
      ? holder.key.start
      : node.start;
  if (holder?.type === 'MethodDefinition' && holder.computed) return undefined;
  return {
    changes: [
      { start, end: start, pieces: [{ text: 'async ', at: start }] },
      { start: call.start, end: call.start, pieces: ['await '] },
    ],
  };
};

/** `if (c) stmt;` ↔ `if (c) { stmt; }` */
export const toggleBraces: Edit = (c) => {
  const node = c.random.pick(
    ownNodes(c).filter(
      (n): n is ESTree.IfStatement =>
        n.type === 'IfStatement' && !n.alternate && n.consequent.type !== 'BlockStatement',
    ),
  );
  if (node) {
    const { start, end } = node.consequent;
    return { changes: [{ start, end, pieces: ['{\n', { from: [start, end] }, '\n}'] }] };
  }
  const block = c.random.pick(
    ownNodes(c).filter(
      (n): n is ESTree.IfStatement =>
        n.type === 'IfStatement' &&
        !n.alternate &&
        n.consequent.type === 'BlockStatement' &&
        n.consequent.body.length === 1,
    ),
  );
  if (block?.consequent.type !== 'BlockStatement') return undefined;
  const only = block.consequent.body[0] as Node;
  if (declaresAnything([only]) || !textOf(c, only).endsWith(';')) return undefined;
  return {
    changes: [
      {
        start: block.consequent.start,
        end: block.consequent.end,
        pieces: [{ from: [only.start, only.end] }],
      },
    ],
  };
};
