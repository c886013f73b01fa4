import fc from 'fast-check';
import type { Expression, Program, Statement } from './ast.js';

type Node = Readonly<Record<string, unknown>>;

const statementKinds: ReadonlySet<unknown> = new Set<Statement['k']>([
  'evaluate',
  'declare',
  'destructure',
  'capture',
  'if',
  'count',
  'while',
  'of',
  'in',
  'block',
  'jump',
  'switch',
  'try',
  'throw',
  'return',
  'function',
  'class',
]);

const zero: Expression = { k: 'number', value: 0 };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStatement(value: unknown): boolean {
  return isNode(value) && statementKinds.has(value['k']);
}

function isExpression(value: unknown): boolean {
  return isNode(value) && 'k' in value && !statementKinds.has(value['k']);
}

/** May be left out; the same key can be required in nodes of another kind. */
function isOptional(node: Node, key: string): boolean {
  if (key === 'handler' || key === 'final' || key === 'base' || key === 'label') return true;
  if (key === 'args') return node['k'] === 'function';
  return key === 'fallback' && 'shadows' in node;
}

/** The nearest parts for which `test` holds, not those inside such a part. */
function* nearest(value: unknown, test: (part: unknown) => boolean): Generator<unknown> {
  const parts = Array.isArray(value)
    ? (value as unknown[])
    : isNode(value)
      ? Object.values(value)
      : [];
  for (const part of parts) {
    if (test(part)) yield part;
    else yield* nearest(part, test);
  }
}

function* smallerList(list: readonly unknown[]): Generator<unknown> {
  if (list.length > 2) {
    const half = list.length >> 1;
    yield list.slice(0, half);
    yield list.slice(half);
  }
  for (let i = 0; i < list.length; i++) yield list.toSpliced(i, 1);
  for (const [i, element] of list.entries()) {
    if (!isStatement(element)) continue;
    const statements = [...nearest(element, isStatement)];
    if (statements.length > 0) yield list.toSpliced(i, 1, ...statements);
    if (isNode(element) && element['k'] === 'evaluate') continue;
    for (const value of nearest(element, isExpression)) {
      yield list.toSpliced(i, 1, { k: 'evaluate', value });
    }
  }
  for (const [i, element] of list.entries()) {
    for (const less of smaller(element)) yield list.with(i, less);
  }
}

function* smallerNode(node: Node): Generator<unknown> {
  if (isExpression(node)) {
    yield* nearest(node, isExpression);
    if (node['k'] !== 'number') yield zero;
  }
  for (const [key, value] of Object.entries(node)) {
    if (value !== undefined && isOptional(node, key)) yield { ...node, [key]: undefined };
    for (const less of smaller(value)) yield { ...node, [key]: less };
  }
}

function* smaller(value: unknown): Generator<unknown> {
  if (value === true) yield false;
  else if (typeof value === 'number' && value > 0) yield* value > 1 ? [0, value - 1] : [0];
  else if (Array.isArray(value)) yield* smallerList(value);
  else if (isNode(value)) yield* smallerNode(value);
}

/**
 * The same trees as `inner`, shrunk by their structure: a part is left out, or gives way to what
 * it contains. The usual shrinking of recursive arbitraries cannot lift a statement out of the
 * function, loop or `try` around it, and so ends in large programs.
 */
export class ShrinkingTrees extends fc.Arbitrary<Program> {
  readonly #inner: fc.Arbitrary<Program>;

  constructor(inner: fc.Arbitrary<Program>) {
    super();
    this.#inner = inner;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Program> {
    return new fc.Value(this.#inner.generate(random, biasFactor).value, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Program {
    return Array.isArray(value) && value.every(isStatement);
  }

  override shrink(value: Program): fc.Stream<fc.Value<Program>> {
    // Every reduction keeps the kinds of nodes at their places, so a program stays a program.
    const programs = smallerList(value) as Generator<Program>;
    return fc.stream(programs).map((program) => new fc.Value(program, undefined));
  }
}
