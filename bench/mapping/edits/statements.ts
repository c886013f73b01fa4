import type { Node } from '../../../program-model/model/index.js';
import {
  allBelow,
  bareText,
  blockBody,
  declaresAnything,
  hasTwin,
  indentOf,
  lineEnd,
  statementLists,
  textOf,
  wasTakenOut,
  type Edit,
  type EditContext,
} from '../context.js';

const isDirective = (node: Node): boolean =>
  node.type === 'ExpressionStatement' && 'directive' in node && node.directive !== undefined;

interface Slot {
  list: Node[];
  index: number;
  node: Node;
}

/** A statement of the function that is not a declaration others need, nor a directive. */
function pickStatement(c: EditContext, accept: (slot: Slot) => boolean): Slot | undefined {
  const slots: Slot[] = [];
  for (const list of statementLists(c)) {
    list.forEach((node, index) => {
      const slot = { list, index, node };
      if (!isDirective(node) && !hasTwin(c, list, index) && accept(slot)) slots.push(slot);
    });
  }
  return c.random.pick(slots);
}

const INSERTED = [
  'console.log("checkpoint");',
  'if (!globalThis.ready) globalThis.warmUp();',
  'globalThis.counter++;',
  'debugTrace("enter", Date.now());',
  'process.emitWarning("deprecated use");',
  'try { globalThis.probe(); } catch { globalThis.failures++; }',
];

function insertedStatement(c: EditContext): {
  text: string;
  variables?: Record<string, 'initialiser' | 'question'>;
} {
  const roll = c.random.below(5);
  const known = c.random.pick(c.fn.variables.filter((v) => v.kind === 'param'));
  if (roll === 0) {
    const name = c.fresh('limit');
    return {
      text: `let ${name} = 100; console.log(${name});`,
      variables: { [name]: 'initialiser' },
    };
  }
  if (roll === 1 && known && !known.assigned) {
    const name = c.fresh('copy');
    return {
      text: `const ${name} = ${known.name}; globalThis.sink = [${name}];`,
      variables: { [name]: 'initialiser' },
    };
  }
  if (roll === 2) {
    const name = c.fresh('started');
    return {
      text: `const ${name} = performance.now(); globalThis.sink = ${name};`,
      variables: { [name]: 'question' },
    };
  }
  return { text: c.random.pick(INSERTED) as string };
}

export const insertStatement: Edit = (c) => {
  const slot = pickStatement(c, () => true);
  if (!slot) return undefined;
  const { text, variables } = insertedStatement(c);
  const at = c.random.chance(0.5) ? slot.node.start : slot.node.end;
  const indent = indentOf(c, slot.node.start);
  const pieces = at === slot.node.start ? [`${text}\n${indent}`] : [`\n${indent}${text}`];
  return { changes: [{ start: at, end: at, pieces }], ...(variables && { variables }) };
};

/** A statement as another function of the file has it: it looks like the code around it. */
export const insertBorrowed: Edit = (c) => {
  const slot = pickStatement(c, () => true);
  const lender = c.random.pick(
    c.model.functions.filter((fn) => fn !== c.fn && blockBody(fn).length > 0),
  );
  const loan =
    lender &&
    c.random.pick(
      blockBody(lender).filter((n) => n.type === 'ExpressionStatement' && !isDirective(n)),
    );
  if (
    !slot ||
    !loan ||
    allBelow(loan).some((n) => /^(Await|Yield|Super|MetaProp|Private)/.test(n.type))
  )
    return undefined;
  const text = textOf(c, loan);
  // What the function holds already, or held, could not be told from its copy.
  if (bareText(textOf(c, c.fn.node)).includes(bareText(text)) || wasTakenOut(c, loan))
    return undefined;
  const { start } = slot.node;
  return { changes: [{ start, end: start, pieces: [`${text};\n${indentOf(c, start)}`] }] };
};

export const deleteStatement: Edit = (c) => {
  const slot = pickStatement(c, ({ node, list }) => list.length > 1 && !declaresAnything([node]));
  if (!slot) return undefined;
  const { start, end } = slot.node;
  return { changes: [{ start, end: lineEnd(c, end), pieces: [] }] };
};

/** Two neighbours change places. */
export const swapStatements: Edit = (c) => {
  const slot = pickStatement(
    c,
    ({ list, index, node }) =>
      index + 1 < list.length && !declaresAnything([node]) && !hasTwin(c, list, index + 1),
  );
  if (!slot) return undefined;
  const next = slot.list[slot.index + 1] as Node;
  const { node } = slot;
  return {
    changes: [
      { start: node.start, end: node.end, pieces: [{ from: [next.start, next.end] }] },
      { start: next.start, end: next.end, pieces: [{ from: [node.start, node.end] }] },
    ],
  };
};

/** A statement goes to another place of its list. */
export const moveStatement: Edit = (c) => {
  const slot = pickStatement(c, ({ list, node }) => list.length > 2 && !declaresAnything([node]));
  if (!slot) return undefined;
  const target = c.random.pick(slot.list.filter((n) => n !== slot.node && !isDirective(n)));
  if (!target || target === slot.list[slot.index + 1]) return undefined;
  const { start, end } = slot.node;
  const indent = indentOf(c, target.start);
  return {
    changes: [
      { start, end: lineEnd(c, end), pieces: [] },
      { start: target.start, end: target.start, pieces: [{ from: [start, end] }, `\n${indent}`] },
    ],
  };
};

const WRAPPERS: [string, string][] = [
  ['if (globalThis.enabled) {', '}'],
  ['try {', '} catch (problem) { console.error(problem); }'],
  ['try {', '} finally { globalThis.done = true; }'],
  ['while (globalThis.pending()) {', '}'],
  ['for (const round of globalThis.rounds) {', '}'],
  ['if (!globalThis.disabled) {', '} else { globalThis.skipped++; }'],
  ['{', '}'],
];

/** A stretch of statements is put inside an `if`, a `try` or a loop. */
export const wrapStatements: Edit = (c) => {
  const slot = pickStatement(c, ({ node }) => !declaresAnything([node]));
  if (!slot) return undefined;
  let last = slot.index;
  while (
    last + 1 < slot.list.length &&
    c.random.chance(0.5) &&
    !declaresAnything([slot.list[last + 1] as Node])
  )
    last++;
  const [open, close] = c.random.pick(WRAPPERS) as [string, string];
  const start = slot.node.start;
  const { end } = slot.list[last] as Node;
  return {
    changes: [{ start, end, pieces: [`${open}\n`, { from: [start, end] }, `\n${close}`] }],
  };
};

/** `if (c) A else B` → `if (!(c)) B else A`. */
export const invertIf: Edit = (c) => {
  const slot = pickStatement(
    c,
    ({ node }) =>
      node.type === 'IfStatement' &&
      node.alternate?.type === 'BlockStatement' &&
      node.consequent.type === 'BlockStatement',
  );
  if (slot?.node.type !== 'IfStatement' || !slot.node.alternate) return undefined;
  const { test, consequent, alternate } = slot.node;
  return {
    changes: [
      { start: test.start, end: test.end, pieces: ['!(', { from: [test.start, test.end] }, ')'] },
      {
        start: consequent.start,
        end: consequent.end,
        pieces: [{ from: [alternate.start, alternate.end] }],
      },
      {
        start: alternate.start,
        end: alternate.end,
        pieces: [{ from: [consequent.start, consequent.end] }],
      },
    ],
  };
};

/** `if (c) { rest }` at the end of a function → `if (!(c)) return; rest`. */
export const guardClause: Edit = (c) => {
  const last = blockBody(c.fn).at(-1);
  if (last?.type !== 'IfStatement' || last.alternate || last.consequent.type !== 'BlockStatement')
    return undefined;
  if (last.consequent.body.length === 0) return undefined;
  const { test, consequent } = last;
  const inner: [number, number] = [
    (consequent.body[0] as Node).start,
    (consequent.body.at(-1) as Node).end,
  ];
  return {
    changes: [
      {
        start: last.start,
        end: last.end,
        pieces: ['if (!(', { from: [test.start, test.end] }, ')) return;\n', { from: inner }],
      },
    ],
  };
};
