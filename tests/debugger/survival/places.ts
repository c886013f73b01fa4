import type { Node } from '../../../program-model/model/index.js';
import { childrenOf } from '../../../program-model/model/index.js';
import type { Truth } from '../../../bench/mapping/truth.js';

/** Where a breakpoint may be after an edit. */
export interface Places {
  /** Its own statement; `undefined` when that is gone, as may be reported then. */
  own: number | undefined;
  /**
   * Of a statement that was split, or joined with another one: the statements that have what it
   * evaluates first. Of a loop that became a `forEach`, or the other way round: that.
   */
  parts: ReadonlySet<number>;
}

export const isRight = ({ own, parts }: Places, found: number | undefined): boolean =>
  found === own || (found !== undefined && parts.has(found));

/** The right places for a breakpoint on the statement that begins at an offset of the old text. */
export function rightPlaces(truth: Truth, start: number): Places {
  const here = statementsOf(truth.old.ast).get(start) ?? [];
  const kept = here.find((node) => truth.nodes.has(node));
  const statement = kept ?? here[0];
  const parts = new Set<number>();
  for (const part of statement ? evaluatedFirst(statement) : []) {
    const now = counterpart(truth, part);
    if (!now) continue;
    const holder = enclosingStatement(now);
    if (holder) parts.add(inBody(holder).start);
    break;
  }
  for (const { old, now } of truth.loops) if (here.includes(old)) parts.add(now.start);
  return { own: kept && truth.nodes.get(kept)?.start, parts };
}

const isStatement = ({ type }: Node): boolean => /Statement$|Declaration$/.test(type);

const known = new WeakMap<Node, Map<number, Node[]>>();

/** All statements by the offset at which they begin, the outermost first. */
function statementsOf(program: Node): Map<number, Node[]> {
  const found = known.get(program) ?? new Map<number, Node[]>();
  if (known.has(program)) return found;
  known.set(program, found);
  const open: Node[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isStatement(node)) found.set(node.start, [...(found.get(node.start) ?? []), node]);
    open.push(...childrenOf(node));
  }
  return found;
}

/** The parts of a statement in the order in which it comes to them. */
function evaluatedFirst(node: Node): Node[] {
  const some = (...parts: (Node | null | undefined)[]): Node[] =>
    parts.filter((part) => part != null);
  switch (node.type) {
    case 'VariableDeclaration':
      return [
        ...some(...node.declarations.map(({ init }) => init)),
        ...some(...node.declarations.map(({ id }) => id)),
      ];
    case 'ReturnStatement':
    case 'ThrowStatement':
      return some(node.argument);
    case 'ExpressionStatement':
      return some(node.expression);
    case 'IfStatement':
      return some(node.test);
    case 'SwitchStatement':
      return some(node.discriminant);
    case 'ForOfStatement':
    case 'ForInStatement':
      return some(node.right);
    case 'ForStatement':
      return some(node.init);
    default:
      return [];
  }
}

/** What a node became, or else the first of its parts that is still there. */
function counterpart(truth: Truth, node: Node): Node | undefined {
  const own = truth.nodes.get(node);
  if (own) return own;
  for (const child of childrenOf(node)) {
    const found = counterpart(truth, child);
    if (found) return found;
  }
  return undefined;
}

/**
 * Where something stops that is part of a loop's head: a variable of a `for…of` has each of its values in front
 * of the body's first statement, and the beginning of a `for` is what the loop itself does first.
 */
function inBody(node: Node): Node {
  const { parent } = node;
  if (parent?.type === 'ForStatement' && parent.init === node) return parent;
  if (parent?.type !== 'ForOfStatement' || parent.left !== node) return node;
  return parent.body.type === 'BlockStatement' ? (parent.body.body[0] ?? node) : parent.body;
}

function enclosingStatement(node: Node): Node | undefined {
  let at: Node | null = node;
  while (at && !isStatement(at)) at = at.parent;
  return at ?? undefined;
}
