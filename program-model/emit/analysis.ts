import {
  functionScope,
  isFunctionNode,
  owningFunction,
  type ClassNode,
  type FullSourceModel,
  type FunctionModel,
  type Node,
  type Point,
  type Variable,
} from '../model/index.js';
import { findDeadZones, type DeadZone } from './dead-zones.js';
import { describeFunction } from './describe.js';
import { findHosts } from './hosts.js';
import { MethodsToKeep } from './methods.js';
import { chooseNames, tagOf, type Names } from './names.js';
import { placeVariables } from './placement.js';

/** How a variable of an active function is kept. */
export type Placement =
  /** Left as the author wrote it; not part of a frame's values. */
  | 'native'
  /** Belongs to a scope host: new code reaches it by name. */
  | 'host'
  /** A variable of the function that no closure sees: kept by value. */
  | 'local'
  /** A variable of the function that closures see: kept as a pair of accessors. */
  | 'shared'
  /** A block's variable that closures see, fresh each time: kept by the block's own handler. */
  | 'block'
  /** A function declaration: the value is kept. */
  | 'function';

export interface Stash {
  name: string;
  variables: Variable[];
}

/** What emission has to know of one function. */
export interface FunctionInfo {
  fn: FunctionModel;
  host: boolean;
  /** Has continuation points beside its entry, so needs a handler. */
  active: boolean;
  points: Map<Node, Point[]>;
  /** What is tested in front of statements where there are no update points, for debuggers to stop at. */
  mark?: string;
  /** Names of kept operands, iterators, loop flags; completions of `try` statements. */
  operands: Map<Node, string>;
  iterators: Map<Node, string>;
  flags: Map<Node, string>;
  completions: Map<Node, { kind: string; value: string }>;
  stashes: Map<Node, Stash>;
  /** Function declarations → the name their value is kept in. */
  functionValues: Map<Variable, string>;
  /** Variables declared anew at the top of the body, under their emitted names. */
  hoisted: Variable[];
  values: Slot[];
  /** Captured variables of the function itself, in the order of its accessor pairs. */
  shared: Variable[];
  /** Variables of enclosing functions that the function uses, in the order of its accessor pairs. */
  readonly free: readonly Variable[];
  usesThis: boolean;
  usesArguments: boolean;
  usesNewTarget: boolean;
  usesSuper: boolean;
}

/** One value that a frame hands over. `key` names it across versions of the code. */
export interface Slot {
  key: string;
  /** The expression that reads it, in the function's own scope. */
  name: string;
}

/** A table of variables whose entries are made when the function that declares them is looked at. */
class VariableTable<V> {
  readonly made = new Map<Variable, V>();

  constructor(readonly makeFor: (variable: Variable) => unknown) {}

  get(variable: Variable): V | undefined {
    this.makeFor(variable);
    return this.made.get(variable);
  }

  set(variable: Variable, value: V): void {
    this.makeFor(variable);
    this.made.set(variable, value);
  }
}

/**
 * How emission treats the functions and variables of a module. A function is looked at when somebody
 * asks about it: an update emits few of them.
 */
export class Analysis {
  readonly names: Names;
  readonly placements = new VariableTable<Placement>(({ owner }) => this.info(owner));
  readonly emittedNames = new VariableTable<string>(({ owner }) => this.info(owner));
  readonly deadZones = new VariableTable<DeadZone>(({ owner }) => this.#findDeadZones(owner));
  /** Callees `a.b` whose value is kept beside that of `a`. */
  readonly methods: MethodsToKeep;
  readonly hosts: ReadonlySet<FunctionModel>;
  /** Nodes that hold a continuation point of their own function, of those looked at. */
  readonly markedBusy = new Set<Node>();
  #infos: (FunctionInfo | undefined)[] = [];
  #declared: (Map<Node, Variable> | undefined)[] = [];
  #zoned = new Set<number>();
  #taken: Set<string> | undefined;

  constructor(
    readonly model: FullSourceModel,
    /** Tells the flags of this version from those of others. */
    readonly tag: string,
  ) {
    this.names = chooseNames(model.text);
    this.methods = new MethodsToKeep(model);
    this.hosts = findHosts(model);
  }

  /** Every class of the module, in source order; their flags follow those of the functions. */
  get classes(): readonly ClassNode[] {
    return this.model.classes;
  }

  /** Names that no new variable may have: the text has those of all variables, unless they are spelt with escapes. */
  readonly taken = {
    has: (name: string): boolean => {
      const { text } = this.model;
      if (!text.includes('\\u')) return text.includes(name);
      return (this.#taken ??= namesIn(this.model)).has(name);
    },
  };

  /** What emission has to know of a function; undefined when there is none of that index. */
  info(index: number): FunctionInfo | undefined {
    const known = this.#infos[index];
    if (known) return known;
    const fn = this.model.functions[index];
    if (!fn) return undefined;
    const info = describeFunction(this, fn);
    this.#infos[index] = info;
    placeVariables(this, info);
    return info;
  }

  /** Whether a node holds a continuation point of its own function. */
  isBusy(node: Node): boolean {
    this.info(node.owner);
    return this.markedBusy.has(node);
  }

  /** The variable that a declaring identifier binds. */
  declaredBy(node: Node): Variable | undefined {
    // A function's name is among its own nodes, but binds a variable of the function around it.
    for (let at = node.owner; at >= 0; at = this.model.functions[at]?.parent ?? -1) {
      const variable = this.declaredIn(at).get(node);
      if (variable) return variable;
    }
    return undefined;
  }

  /** The variables of a function by the identifiers that declare them. */
  declaredIn(index: number): ReadonlyMap<Node, Variable> {
    const known = this.#declared[index];
    if (known) return known;
    const found = new Map<Node, Variable>();
    for (const variable of this.model.functions[index]?.variables ?? []) {
      // A class binds its name twice; the outer binding is the declared one.
      if (variable.scope.type === 'class') continue;
      for (const identifier of variable.declaration.identifiers) {
        found.set(identifier, variable);
      }
    }
    return (this.#declared[index] = found);
  }

  /** The same for code that is kept under another version's flags. */
  under(hash: string): Analysis {
    const other = new Analysis(this.model, tagOf(hash));
    for (const [variable, name] of this.emittedNames.made) other.emittedNames.set(variable, name);
    return other;
  }

  #findDeadZones(index: number): void {
    const info = this.info(index);
    if (!info || this.#zoned.has(index)) return;
    this.#zoned.add(index);
    for (const [variable, zone] of findDeadZones(this.model, info)) {
      this.deadZones.made.set(variable, zone);
    }
  }
}

/** Looks into a module, for emission. */
export const analyse = (model: FullSourceModel, hash: string): Analysis =>
  new Analysis(model, tagOf(hash));

/** Every name that a variable of the module has, or that it uses as one. */
function namesIn({ scopes }: FullSourceModel): Set<string> {
  const names = new Set<string>();
  for (const scope of scopes.scopes) {
    for (const { name } of scope.variables) names.add(name);
    for (const { identifier } of scope.references) names.add(identifier.name);
  }
  return names;
}

/** The variables of enclosing functions, other than hosts, that a function or those in it use. */
export function freeVariables(analysis: Analysis, fn: FunctionModel): Variable[] {
  const { model, placements } = analysis;
  if (fn.index === 0) return [];
  if (seesHostsAlone(model, fn, (at) => analysis.hosts.has(at))) return [];
  const scope = outermostScope(model, fn);
  if (!scope) return [];
  const found = new Set<Variable>();
  for (const reference of scope) {
    const declared = reference.resolved;
    const variable = declared ? model.variableOf.get(declared) : undefined;
    if (!variable || placements.get(variable) === 'host') continue;
    const owner = owningFunction(model, variable.scopeNode);
    const isOwnName = owner === fn && variable.scope.type === 'function-expression-name';
    if (!isOwnName && isInside(model, owner, fn)) continue;
    found.add(variable);
  }
  return [...found].sort((a, b) => a.offset - b.offset);
}

/** Whether all that a function can use from outside is its own or lies in the scopes of hosts. */
export function seesHostsAlone(
  model: FullSourceModel,
  { node, parent }: FunctionModel,
  isHost: (fn: FunctionModel) => boolean,
): boolean {
  if (!isFunctionNode(node)) return false;
  let around = model.functions[parent];
  // A name of its own is no host's.
  if (node.type === 'FunctionExpression' && node.id) return false;
  for (let at = functionScope(model, node)?.upper; at; at = at.upper) {
    if (at.type === 'global' || at.type === 'module') continue;
    if (at.block !== (around?.node as unknown) || !around || !isHost(around)) return false;
    if (at.type !== 'function') return false;
    around = model.functions[around.parent];
  }
  return true;
}

function outermostScope(model: FullSourceModel, fn: FunctionModel) {
  if (isFunctionNode(fn.node)) return functionScope(model, fn.node)?.through;
  const found = model.scopes.scopes.filter(
    (scope) => scope.block.start >= fn.start && scope.block.end <= fn.end,
  );
  return found.flatMap((scope) => scope.references);
}

function isInside(model: FullSourceModel, inner: FunctionModel, outer: FunctionModel): boolean {
  for (let at: FunctionModel | undefined = inner; at; at = model.functions[at.parent]) {
    if (at === outer) return true;
  }
  return false;
}
