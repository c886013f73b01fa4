import {
  childrenOf,
  isFunctionNode,
  isLoop,
  type FullSourceModel,
  type FunctionModel,
  type Node,
  type Point,
  type Variable,
} from '../../program-model/model/index.js';
import type { Expected } from './context.js';
import { loopTruth, pairLoops, type LoopPair } from './loop-truth.js';

/** What is known to correspond, since the edits were made by this program. */
export interface Truth {
  old: FullSourceModel;
  now: FullSourceModel;
  /** Old function index to new one; missing: removed. */
  functions: Map<number, number>;
  nodes: Map<Node, Node>;
  /** Functions whose own text, name or place was edited, by old index. */
  affected: Set<number>;
  /** New variable to the old one it continues. */
  variables: Map<Variable, Variable>;
  /** Loops that became a `forEach`, and the other way round. */
  loops: readonly LoopPair[];
  expected: Readonly<Record<string, Expected>>;
}

const bucketOf = (node: Node): string =>
  isFunctionNode(node) ? 'function' : isLoop(node) ? 'loop' : node.type;

/**
 * @param origin for each character of the new text its offset in the old one, or -1
 */
export function makeTruth(
  old: FullSourceModel,
  now: FullSourceModel,
  origin: Int32Array,
  expected: Readonly<Record<string, Expected>>,
): Truth {
  const nodes = pairNodes(old, now, origin);
  const functions = new Map<number, number>();
  for (const fn of old.functions) {
    const partner = nodes.get(fn.node);
    const other = partner && now.functionOf.get(partner);
    if (other) functions.set(fn.index, other.index);
  }
  return {
    old,
    now,
    functions,
    nodes,
    affected: affectedFunctions(old, now, functions),
    variables: pairVariables(old, now, origin),
    loops: pairLoops(old, now, origin),
    expected,
  };
}

function pairNodes(
  old: FullSourceModel,
  now: FullSourceModel,
  origin: Int32Array,
): Map<Node, Node> {
  const groups = new Map<string, { old: Node[]; now: Node[] }>();
  const add = (side: 'old' | 'now', node: Node, start: number): void => {
    const key = `${bucketOf(node)}@${start}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { old: [], now: [] }));
    group[side].push(node);
  };
  walk(old.ast, (node) => {
    add('old', node, node.start);
  });
  walk(now.ast, (node) => {
    const start = origin[node.start] ?? -1;
    if (start >= 0) add('now', node, start);
  });
  const pairs = new Map<Node, Node>();
  const endOf = (node: Node): number => (origin[node.end - 1] ?? -2) + 1;
  for (const group of groups.values()) {
    const left = group.old;
    const right = group.now;
    const claimed = new Set<Node>();
    for (const node of left) {
      const partner = right.find((n) => !claimed.has(n) && endOf(n) === node.end);
      if (!partner) continue;
      claimed.add(partner);
      pairs.set(node, partner);
    }
    const restLeft = left.filter((n) => !pairs.has(n));
    const restRight = right.filter((n) => !claimed.has(n));
    if (restLeft.length !== restRight.length) continue;
    const byEnd = (a: Node, b: Node): number => b.end - a.end;
    restLeft.sort(byEnd);
    restRight.sort(byEnd);
    restLeft.forEach((n, i) => pairs.set(n, restRight[i] as Node));
  }
  pairs.set(old.ast, now.ast);
  pairByEnd(old, now, pairs, endOf);
  return pairs;
}

/** Call statements whose beginning is new (`await` put in front) but not their end. */
function pairByEnd(
  old: FullSourceModel,
  now: FullSourceModel,
  pairs: Map<Node, Node>,
  endOf: (node: Node) => number,
): void {
  const taken = new Set(pairs.values());
  const open = new Map<number, Node>();
  walk(now.ast, (node) => {
    if (node.type === 'ExpressionStatement' && !taken.has(node)) open.set(endOf(node), node);
  });
  walk(old.ast, (node) => {
    if (node.type !== 'ExpressionStatement' || pairs.has(node)) return;
    const partner = open.get(node.end);
    if (partner) pairs.set(node, partner);
  });
}

function walk(root: Node, visit: (node: Node) => void): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    open.push(...childrenOf(node));
  }
}

/** A function's text with its nested functions left out. */
function ownText(model: FullSourceModel, fn: FunctionModel): string {
  let text = '';
  let at = fn.start;
  for (const nested of model.functions) {
    if (nested.parent !== fn.index) continue;
    text += `${model.text.slice(at, nested.start)}\u2022`;
    at = nested.end;
  }
  return text + model.text.slice(at, fn.end);
}

function affectedFunctions(
  old: FullSourceModel,
  now: FullSourceModel,
  functions: Map<number, number>,
): Set<number> {
  const affected = new Set<number>();
  for (const fn of old.functions) {
    const index = functions.get(fn.index);
    const partner = index === undefined ? undefined : now.functions[index];
    const same =
      partner !== undefined &&
      bare(partner.path) === bare(fn.path) &&
      ownText(now, partner) === ownText(old, fn);
    if (!same) affected.add(fn.index);
  }
  return affected;
}

const bare = (path: string): string => path.replace(/\$\d+/g, '');

function pairVariables(
  old: FullSourceModel,
  now: FullSourceModel,
  origin: Int32Array,
): Map<Variable, Variable> {
  // A class's name is declared twice at one place: around the class and inside it.
  const place = (variable: Variable, offset: number): string =>
    `${offset}${variable.scope.type === 'class' ? ' inside' : ''}`;
  const byPlace = new Map<string, Variable>();
  for (const fn of old.functions) {
    for (const variable of fn.variables) byPlace.set(place(variable, variable.offset), variable);
  }
  const pairs = new Map<Variable, Variable>();
  for (const fn of now.functions) {
    for (const variable of fn.variables) {
      const source = byPlace.get(place(variable, origin[variable.offset] ?? -1));
      if (source) pairs.set(variable, source);
    }
  }
  return pairs;
}

/** What a point has to be mapped to. */
export type PointTruth =
  | { kind: 'at'; fn: number; node: Node }
  /** The code is gone: any of these nodes names the place where execution goes on. */
  | { kind: 'gone'; places: Set<Node> }
  /** The code is another, but does the same: any of these nodes names the place where execution goes on. */
  | { kind: 'same'; places: Set<Node> }
  /** The function is gone. */
  | { kind: 'lost' };

/** The true counterpart of a point; undefined where the edit leaves it open. */
export function pointTruth(truth: Truth, fn: FunctionModel, point: Point): PointTruth | undefined {
  const loop = loopTruth(truth.loops, point);
  if (loop !== undefined) return loop === 'open' ? undefined : { kind: 'same', places: loop };
  const node = truth.nodes.get(point.node);
  if (node !== undefined) {
    const owner = ownerOf(truth.now, node);
    const isPoint = owner.points.some((p) => p.kind === point.kind && p.node === node);
    return isPoint ? { kind: 'at', fn: owner.index, node } : undefined;
  }
  if (!truth.functions.has(fn.index)) return { kind: 'lost' };
  return { kind: 'gone', places: placesAfter(truth, point) };
}

function ownerOf(model: FullSourceModel, node: Node): FunctionModel {
  for (let at: Node | null = node; at; at = at.parent) {
    const fn = model.functionOf.get(at);
    if (fn) return fn;
  }
  throw new Error('a node outside the program');
}

function listOf(node: Node): Node[] | undefined {
  const { parent } = node;
  if (
    parent?.type === 'BlockStatement' ||
    parent?.type === 'Program' ||
    parent?.type === 'StaticBlock'
  ) {
    return parent.body;
  }
  return parent?.type === 'SwitchCase' && parent.test !== node ? parent.consequent : undefined;
}

/** The rule for code that is gone: the next statement that follows and still exists. */
function placesAfter(truth: Truth, point: Point): Set<Node> {
  const gone = point.node;
  const inside = firstInside(truth, point);
  if (inside) return new Set([inside]);
  for (let at: Node | null = gone; at?.parent; at = at.parent) {
    const list = listOf(at);
    if (list === undefined) continue;
    const here = truth.nodes.get(at);
    if (here !== undefined && at !== gone) return new Set([here, ...below(here)]);
    const place = list.indexOf(at);
    for (const next of list.slice(place + 1)) {
      const partner = truth.nodes.get(next);
      if (partner !== undefined && listOf(partner)) return new Set([partner]);
    }
    for (const previous of list.slice(0, place).reverse()) {
      const partner = truth.nodes.get(previous);
      const others = partner && listOf(partner);
      if (partner === undefined || others === undefined) continue;
      const next = others[others.indexOf(partner) + 1];
      return new Set([next ?? (partner.parent as Node)]);
    }
    const block = truth.nodes.get(at.parent);
    if (block !== undefined) return new Set([block]);
  }
  return new Set();
}

/** What follows inside a statement that is gone while its contents still exist. */
function firstInside(truth: Truth, point: Point): Node | undefined {
  let statement: Node | null = point.node;
  while (statement && !listOf(statement)) statement = statement.parent;
  if (!statement || truth.nodes.has(statement)) return undefined;
  const from = point.kind === 'loop' || point.kind === 'catch' ? point.start + 1 : point.end;
  return below(statement)
    .filter((n) => n !== statement && n.start >= from && listOf(n))
    .sort((a, b) => a.start - b.start)
    .map((n) => truth.nodes.get(n))
    .find((n) => n !== undefined && listOf(n) !== undefined);
}

function below(root: Node): Node[] {
  const found: Node[] = [];
  walk(root, (node) => found.push(node));
  return found;
}
