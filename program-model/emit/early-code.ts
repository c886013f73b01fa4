import {
  owningFunction,
  type ESTree,
  type FullSourceModel,
  type FunctionModel,
  type Node,
} from '../model/index.js';

/** From where on in a function's own code its nested functions may run. */
export class EarlyCode {
  /** Offsets of what may run other code of the program, ascending. */
  readonly #calls: number[];
  readonly #exposed = new Map<FunctionModel, number>();

  constructor(
    readonly model: FullSourceModel,
    readonly owner: FunctionModel,
  ) {
    const own = model.nodesOf(owner.index);
    this.#calls = own
      .filter((node) => reachesOthers(model, node))
      .map((node) => node.start)
      .sort((a, b) => a - b);
    this.#expose();
  }

  /** Whether other code of the program may run between two offsets. */
  reaches(from: number, to: number): boolean {
    let low = 0;
    let high = this.#calls.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#calls[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const found = this.#calls[low];
    return found !== undefined && found < to;
  }

  /** Whether a directly nested function may run before `offset`, or during `initialiser`. */
  runsBefore(fn: FunctionModel, offset: number, initialiser: Node | undefined): boolean {
    const from = this.#exposed.get(fn) ?? Infinity;
    return from < Math.max(offset, initialiser?.end ?? 0);
  }

  /**
   * A function expression can run once it has been evaluated, a declaration once its name has been
   * used, by the code itself or by a function that can run.
   */
  #expose(): void {
    const { model, owner } = this;
    const open: FunctionModel[] = [];
    const expose = (fn: FunctionModel, at: number): void => {
      if (at >= (this.#exposed.get(fn) ?? Infinity)) return;
      this.#exposed.set(fn, at);
      open.push(fn);
    };
    for (const fn of model.nestedIn[owner.index] ?? []) {
      if (fn.node.type !== 'FunctionDeclaration') expose(fn, fn.start);
      else if (isExported(fn.node)) expose(fn, 0);
    }
    /** The declared functions that each directly nested function names. */
    const named = new Map<FunctionModel, FunctionModel[]>();
    for (const { declaration } of owner.variables) {
      for (const { type, node } of declaration.defs) {
        const fn = type === 'FunctionName' ? model.functionOf.get(node) : undefined;
        for (const { identifier } of fn ? declaration.references : []) {
          const user = this.#nestedAround(identifier as Node);
          if (fn && user) named.set(user, [...(named.get(user) ?? []), fn]);
          else if (fn) expose(fn, (identifier as Node).start);
        }
      }
    }
    for (let fn = open.pop(); fn; fn = open.pop()) {
      for (const used of named.get(fn) ?? []) expose(used, this.#exposed.get(fn) ?? 0);
    }
  }

  /** The directly nested function that a node of this function is in, if any. */
  #nestedAround(node: Node): FunctionModel | undefined {
    const { model, owner } = this;
    let at: FunctionModel | undefined = owningFunction(model, node);
    while (at && at !== owner && at.parent !== owner.index) at = model.functions[at.parent];
    return at === owner ? undefined : at;
  }
}

/** An importer in a cycle may call it before the module has run. */
const isExported = (node: Node): boolean =>
  node.parent?.type === 'ExportNamedDeclaration' ||
  node.parent?.type === 'ExportDefaultDeclaration';

function reachesOthers(model: FullSourceModel, node: Node): boolean {
  switch (node.type) {
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'TaggedTemplateExpression':
      return true;
    case 'ForOfStatement':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      return !isHarmless(model, node);
    default:
      return false;
  }
}

/** `require('x')`, `new Map()`, `Symbol('x')`: other modules and builtins that get nothing to call. */
function isHarmless(
  model: FullSourceModel,
  node: ESTree.SimpleCallExpression | ESTree.NewExpression,
): boolean {
  let root: Node = node.callee;
  while (root.type === 'MemberExpression' && !root.computed) root = root.object;
  if (root.type !== 'Identifier' || model.referenceOf.has(root)) return false;
  return node.arguments.every(isData);
}

const isData = (node: Node): boolean => {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isData(element));
    default:
      return false;
  }
};
