import type { ESTree, Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Variable } from '../../program-model/model/types.js';

/** How a new variable's value can be had from old ones, where a declaration was taken apart or put together. */
export interface Part {
  /** A JavaScript expression over the old variables. */
  text: string;
  /** It gives what the new declaration would have given. */
  isSure: boolean;
  why: string;
}

interface Side {
  fn: FunctionModel;
  text: string;
}

/**
 * Finds for `{ a, b } = f()`, which was `x = f()`, that `a` is `x.a`; and for `x = f()`, which was
 * `{ a, b } = f()`, that only `a` and `b` of it are kept. The two must have the same initialiser.
 */
export function partOf(variable: Variable, now: Side, old: Side): Part | undefined {
  const declarator = declaratorOf(variable);
  if (!declarator?.init) return undefined;
  const same = declaratorsIn(old).filter((other) => isSameInit(other, old, declarator, now));
  const [was] = same;
  if (!was || same.length > 1) return undefined;
  if (was.id.type === 'Identifier') {
    const way = wayTo(declarator.id, variable.offset);
    if (way === undefined || declarator.id.type === 'Identifier') return undefined;
    const { name } = was.id;
    return { text: `${name}${way.text}`, isSure: way.isPlain, why: `a part of ${name}` };
  }
  if (declarator.id.type !== 'Identifier' || was.id.type !== 'ObjectPattern') return undefined;
  const text = objectOf(was.id);
  const why = `${variable.name} was taken apart before, and the rest of it was not kept`;
  return text === undefined ? undefined : { text, isSure: false, why };
}

/** What a declaration takes a variable from, written out: the same for `a = o.a` and `{ a } = o`. */
export function takenFrom(variable: Variable, text: string): string | undefined {
  const declarator = declaratorOf(variable);
  if (!declarator?.init) return undefined;
  const way = wayTo(declarator.id, variable.offset);
  if (way?.isPlain !== true) return undefined;
  const { start, end } = declarator.init;
  return text.slice(start, end).replace(/\s+/g, ' ') + way.text;
}

function declaratorOf({ declaration, kind }: Variable): ESTree.VariableDeclarator | undefined {
  const node = declaration.defs[0]?.node as Node | undefined;
  return node?.type === 'VariableDeclarator' && kind !== 'param' ? node : undefined;
}

const declaratorsIn = ({ fn }: Side): ESTree.VariableDeclarator[] => [
  ...new Set(fn.variables.flatMap((variable) => declaratorOf(variable) ?? [])),
];

function isSameInit(
  a: ESTree.VariableDeclarator,
  from: Side,
  b: ESTree.VariableDeclarator,
  to: Side,
): boolean {
  const code = ({ init }: ESTree.VariableDeclarator, { text }: Side): string =>
    init ? text.slice(init.start, init.end).replace(/\s+/g, ' ') : '';
  return code(a, from) !== '' && code(a, from) === code(b, to);
}

/** The accesses that lead from a whole to the name that a pattern binds at an offset. */
function wayTo(pattern: Node, offset: number): { text: string; isPlain: boolean } | undefined {
  if (pattern.type === 'Identifier') return { text: '', isPlain: true };
  const holds = (node: Node | null): boolean =>
    node !== null && node.start <= offset && offset < node.end;
  if (pattern.type === 'ObjectPattern') {
    const property = pattern.properties.find(holds);
    if (property?.type !== 'Property' || property.computed) return undefined;
    const inner = wayTo(property.value, offset);
    const { key } = property;
    if (!inner || (key.type !== 'Identifier' && key.type !== 'Literal')) return undefined;
    const access = key.type === 'Identifier' ? `.${key.name}` : `[${JSON.stringify(key.value)}]`;
    return { ...inner, text: access + inner.text };
  }
  if (pattern.type !== 'ArrayPattern') return undefined;
  const at = pattern.elements.findIndex(holds);
  const element = pattern.elements[at];
  const inner = element ? wayTo(element, offset) : undefined;
  // What is iterated over need not be an array.
  return inner && { text: `[${at}]${inner.text}`, isPlain: false };
}

/** An object with what a pattern without defaults took from one. */
function objectOf({ properties }: ESTree.ObjectPattern): string | undefined {
  const parts = properties.map((property) => {
    const isSimple =
      property.type === 'Property' &&
      !property.computed &&
      property.key.type === 'Identifier' &&
      property.value.type === 'Identifier';
    if (!isSimple) return undefined;
    const { key, value } = property as { key: ESTree.Identifier; value: ESTree.Identifier };
    return key.name === value.name ? key.name : `${key.name}: ${value.name}`;
  });
  return parts.includes(undefined) ? undefined : `({ ${parts.join(', ')} })`;
}
