import type { Node, Variable } from '../../../program-model/model/index.js';
import type { Edit, EditContext, EditResult } from '../context.js';
import { allBelow } from '../context.js';
import type { Change } from '../doc.js';

/** Replaces every occurrence of a variable; shorthand properties keep their key. */
function renameVariable(c: EditContext, variable: Variable, to: string): Change[] {
  const nodes = new Set<Node>([
    ...(variable.declaration.identifiers as Node[]),
    ...variable.declaration.references.map((reference) => reference.identifier as Node),
  ]);
  const places = new Map<number, Change>();
  for (const node of nodes) {
    const isShorthand = isShorthandValue(node);
    const pieces = isShorthand
      ? [`${variable.name}: `, { text: to, at: node.start }]
      : [{ text: to, at: node.start }];
    places.set(node.start, { start: node.start, end: node.end, pieces });
  }
  return [...places.values()];
}

function isShorthandValue(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'Property') return parent.shorthand;
  if (parent?.type === 'AssignmentPattern' && parent.left === node) {
    return parent.parent?.type === 'Property' && parent.parent.shorthand;
  }
  return false;
}

const isRenamable = (c: EditContext, variable: Variable): boolean =>
  variable.declaration.identifiers.length > 0 &&
  ![...variable.declaration.references].some((reference) => {
    const { parent } = reference.identifier as Node;
    return parent?.type === 'ExportSpecifier';
  }) &&
  c.text.slice(variable.offset, variable.offset + variable.name.length) === variable.name;

const NAMES = [
  'value',
  'entry',
  'current',
  'state',
  'payload',
  'target',
  'source',
  'buffer',
  'info',
  'data',
];

function renamed(c: EditContext, variables: Variable[]): EditResult | undefined {
  if (variables.length === 0) return undefined;
  const changes: Change[] = [];
  const used = new Set<string>();
  for (const variable of variables) {
    let to = c.fresh(c.random.pick(NAMES) as string);
    while (used.has(to)) to += '_';
    used.add(to);
    changes.push(...renameVariable(c, variable, to));
  }
  const starts = new Set(changes.map((change) => change.start));
  return starts.size === changes.length ? { changes } : undefined;
}

const locals = (c: EditContext): Variable[] =>
  c.fn.variables.filter((v) => v.kind !== 'function' && v.kind !== 'class' && isRenamable(c, v));

export const renameLocal: Edit = (c) => {
  const one = c.random.pick(locals(c));
  return one && renamed(c, [one]);
};

export const renameAllLocals: Edit = (c) => renamed(c, locals(c));

/** A function declaration and all its uses. */
export const renameFunction: Edit = (c) => {
  const { node } = c.fn;
  if (node.type !== 'FunctionDeclaration' || node.parent?.type === 'ExportNamedDeclaration')
    return undefined;
  for (const owner of c.model.functions) {
    const variable = owner.variables.find(
      (v) => v.kind === 'function' && v.offset === node.id.start,
    );
    if (variable && isRenamable(c, variable)) {
      return {
        changes: renameVariable(
          c,
          variable,
          c.fresh(c.random.pick(['perform', 'handle', 'process', 'apply']) as string),
        ),
      };
    }
  }
  return undefined;
};

/** A method and every `.name` in the file. */
export const renameMethod: Edit = (c) => {
  const holder = c.fn.node.parent;
  if (holder?.type !== 'MethodDefinition' || holder.computed || holder.kind !== 'method')
    return undefined;
  if (holder.key.type !== 'Identifier') return undefined;
  const { name } = holder.key;
  const to = c.fresh(c.random.pick(['perform', 'handle', 'process', 'apply']) as string);
  const keys = allBelow(c.model.ast).filter(
    (node) =>
      node.type === 'Identifier' &&
      node.name === name &&
      ((node.parent?.type === 'MemberExpression' &&
        node.parent.property === node &&
        !node.parent.computed) ||
        (node.parent?.type === 'MethodDefinition' && node.parent.key === node)),
  );
  return {
    changes: keys.map((k) => ({ start: k.start, end: k.end, pieces: [{ text: to, at: k.start }] })),
  };
};

/** A parameter, with or without a default, and a use of it. */
export const addParameter: Edit = (c) => {
  const { node } = c.fn;
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression') return undefined;
  if (/^(get|set)ter$/.test(c.fn.kind)) return undefined;
  const open = c.text.indexOf('(', 'id' in node && node.id ? node.id.end : node.start) + 1;
  const body = node.body.start;
  if (open === 0 || open > body) return undefined;
  const name = c.fresh('options');
  const withDefault = c.random.chance(0.6);
  const text = withDefault ? `${name} = 3` : name;
  const last = node.params.at(-1);
  const use = { start: body + 1, end: body + 1, pieces: [`\nglobalThis.sink = ${name};`] };
  const variables = { [name]: withDefault ? ('initialiser' as const) : ('question' as const) };
  if (last?.type === 'RestElement') return undefined;
  const at = last ? last.end : open;
  if (!last && c.text.slice(open, c.text.indexOf(')', open)).trim() !== '') return undefined;
  const usesDirective = 'body' in node.body && node.body.body.some((s) => 'directive' in s);
  if (usesDirective) return undefined;
  return { changes: [{ start: at, end: at, pieces: [last ? `, ${text}` : text] }, use], variables };
};
