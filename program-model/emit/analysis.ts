import {
  entersByFrame,
  functionScope,
  isFunctionNode,
  isLoop,
  isMovedParameter,
  owningFunction,
  type ESTree,
  type FullSourceModel,
  type FunctionModel,
  type Node,
  type Point,
  type Variable,
} from '../model/index.js';
import { findDeadZones, type DeadZone } from './dead-zones.js';
import { findHosts } from './hosts.js';
import { methodsToKeep } from './methods.js';
import { chooseNames, tagOf, type Names } from './names.js';
import { operandsToKeep } from './operands.js';
import { SUPER_ACCESS } from './supers.js';

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
  free: Variable[];
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

export interface Analysis {
  model: FullSourceModel;
  /** Tells the flags of this version from those of others. */
  tag: string;
  names: Names;
  infos: FunctionInfo[];
  placements: Map<Variable, Placement>;
  emittedNames: Map<Variable, string>;
  /** Names that no new variable may have. */
  taken: ReadonlySet<string>;
  /** Nodes that hold a continuation point of their own function. */
  busy: Set<Node>;
  /** Callees `a.b` whose value is kept beside that of `a`. */
  methods: Set<Node>;
  hosts: Set<FunctionModel>;
  /** The variable that a declaring identifier binds. */
  declarations: Map<Node, Variable>;
  deadZones: Map<Variable, DeadZone>;
  /** Every class of the module, in source order; their flags follow those of the functions. */
  classes: Node[];
}

/** Decides for every function and variable of a module how emission treats it. */
export function analyse(model: FullSourceModel, hash: string): Analysis {
  const analysis: Analysis = {
    model,
    tag: tagOf(hash),
    names: chooseNames(model.text),
    infos: [],
    placements: new Map(),
    emittedNames: new Map(),
    taken: namesIn(model),
    busy: new Set(),
    methods: methodsToKeep(model),
    hosts: findHosts(model),
    declarations: new Map(),
    deadZones: new Map(),
    classes: model.nodesOf
      .flat()
      .filter((node) => node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
      .sort((a, b) => a.start - b.start),
  };
  for (const [declared, variable] of model.variableOf) {
    for (const identifier of declared.identifiers) {
      // A class binds its name twice; the outer binding is the declared one.
      const node = identifier as Node;
      if (variable.scope.type !== 'class') analysis.declarations.set(node, variable);
    }
  }
  for (const fn of model.functions) analysis.infos.push(describeFunction(analysis, fn));
  for (const info of analysis.infos) placeVariables(analysis, info);
  for (const info of analysis.infos) {
    for (const [variable, zone] of findDeadZones(model, info)) {
      analysis.deadZones.set(variable, zone);
    }
  }
  for (const info of analysis.infos) info.free = freeVariables(analysis, info);
  return analysis;
}

function describeFunction(analysis: Analysis, fn: FunctionModel): FunctionInfo {
  const { model, names, busy } = analysis;
  const points = new Map<Node, Point[]>();
  for (const point of fn.points) {
    const list = points.get(point.node);
    if (list) list.push(point);
    else points.set(point.node, [point]);
    if (point.kind !== 'entry') markBusy(busy, point.node, fn.node);
  }
  const own = model.nodesOf[fn.index] ?? [];
  const info: FunctionInfo = {
    fn,
    host: analysis.hosts.has(fn),
    active: fn.points.length > 1 || (!fn.obstacle && (fn.index === 0 || entersByFrame(fn))),
    points,
    operands: new Map(),
    iterators: new Map(),
    flags: new Map(),
    completions: new Map(),
    stashes: new Map(),
    functionValues: new Map(),
    hoisted: [],
    values: [],
    shared: [],
    free: [],
    ...lexicalUses(model, fn),
  };
  if (!info.active) return info;
  let counter = 0;
  for (const node of own) {
    if (!busy.has(node)) continue;
    for (const operand of operandsToKeep(node, busy, model.referenceOf, analysis.methods)) {
      if (!info.operands.has(operand))
        info.operands.set(operand, names.numbered('t', (counter += 1)));
    }
    if (isLoop(node)) {
      info.flags.set(node, names.numbered('f', (counter += 1)));
      if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
        info.iterators.set(node, names.numbered('i', (counter += 1)));
      }
    }
    if (node.type === 'TryStatement' && node.finalizer && needsCompletion(node, busy, fn)) {
      const n = (counter += 1);
      info.completions.set(node, {
        kind: names.numbered('k', n),
        value: names.numbered('v', n),
      });
    }
  }
  return info;
}

/** A `finally` with points of its own is turned into explicit completions; not in generators. */
const needsCompletion = (node: ESTree.TryStatement, busy: Set<Node>, fn: FunctionModel): boolean =>
  !fn.generator && (fn.async || (node.finalizer != null && busy.has(node.finalizer)));

function markBusy(busy: Set<Node>, node: Node, top: Node): void {
  for (let at: Node | null = node; at && at !== top && !busy.has(at); at = at.parent) busy.add(at);
}

function lexicalUses(
  model: FullSourceModel,
  fn: FunctionModel,
): Pick<FunctionInfo, 'usesThis' | 'usesArguments' | 'usesNewTarget' | 'usesSuper'> {
  const uses = { usesThis: false, usesArguments: false, usesNewTarget: false, usesSuper: false };
  const collect = (at: FunctionModel): void => {
    for (const node of model.nodesOf[at.index] ?? []) {
      if (node.type === 'ThisExpression') uses.usesThis = true;
      else if (node.type === 'Super') {
        uses.usesThis = true;
        uses.usesSuper ||= node.parent?.type === 'MemberExpression';
      } else if (node.type === 'MetaProperty') uses.usesNewTarget ||= node.meta.name === 'new';
      else if (node.type === 'Identifier' && node.name === 'arguments' && isReference(node)) {
        uses.usesArguments = true;
      }
    }
    for (const nested of model.nestedIn[at.index] ?? []) {
      if (nested.kind === 'arrow') collect(nested);
    }
  };
  collect(fn);
  return uses;
}

const isReference = (node: Node): boolean => {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent?.type === 'Property') return parent.value === node || parent.computed;
  return true;
};

function placeVariables(analysis: Analysis, info: FunctionInfo): void {
  const { placements, names } = analysis;
  const { fn } = info;
  const taken = takenNames(analysis, fn);
  let counter = 0;
  const hoist = (variable: Variable, placement: Placement): void => {
    placements.set(variable, placement);
    const name = freeName(taken, fn, variable, analysis);
    if (name !== variable.name) analysis.emittedNames.set(variable, name);
    info.hoisted.push(variable);
  };
  for (const variable of fn.variables) {
    const placement = placementOf(analysis, info, variable);
    placements.set(variable, placement);
    if (placement === 'block') {
      const stash = info.stashes.get(variable.scopeNode) ?? {
        name: names.numbered('b', (counter += 1)),
        variables: [],
      };
      stash.variables.push(variable);
      info.stashes.set(variable.scopeNode, stash);
    } else if (placement === 'function') {
      info.functionValues.set(variable, names.numbered('h', (counter += 1)));
    } else if (info.active && needsHoisting(variable) && placement !== 'native')
      hoist(variable, placement);
  }
  listSlots(analysis, info);
}

/** Declarations inside the body's `try` have to move out of it for the handler to see them. */
const needsHoisting = (variable: Variable): boolean =>
  variable.declaration.defs[0]?.type !== 'ImportBinding' &&
  variable.scope.type !== 'class' &&
  isMovedDeclaration(variable);

const isMovedDeclaration = (variable: Variable): boolean =>
  variable.kind === 'let' ||
  variable.kind === 'const' ||
  variable.kind === 'class' ||
  variable.kind === 'catch' ||
  (variable.kind === 'param' && isMovedParameter(variable));

function placementOf(analysis: Analysis, info: FunctionInfo, variable: Variable): Placement {
  const { fn } = info;
  const definition = variable.declaration.defs[0];
  if (definition?.type === 'ImportBinding') return 'host';
  if (variable.scope.type === 'class') {
    // New code is evaluated where the class's own name means the class.
    const outer = variable.scope.upper;
    return info.host && outer?.block === (fn.node as unknown) ? 'host' : 'native';
  }
  if (variable.scope.type === 'function-expression-name') return 'native';
  const top = isFunctionScope(variable, fn);
  if (info.host && top) return 'host';
  if (!info.active) return 'native';
  if (!top && !analysis.busy.has(blockOf(variable))) return 'native';
  if (variable.kind === 'function') return 'function';
  if (isAliased(variable, info)) return 'shared';
  if (!variable.captured) return 'local';
  return top || !isRepeated(variable.scopeNode, fn.node) ? 'shared' : 'block';
}

/** A parameter that changes with `arguments[i]`: sloppy functions with simple parameters only. */
function isAliased(variable: Variable, { fn, usesArguments }: FunctionInfo): boolean {
  if (variable.kind !== 'param' || !usesArguments || fn.kind === 'arrow') return false;
  const { node } = fn;
  const isSimple = isFunctionNode(node) && node.params.every(({ type }) => type === 'Identifier');
  return isSimple && !variable.scope.isStrict;
}

/** The scope of the whole function, not of a block in it. */
const isFunctionScope = (variable: Variable, fn: FunctionModel): boolean =>
  variable.scopeNode === fn.node;

/** The statement that stands for a variable's scope among the busy nodes. */
const blockOf = (variable: Variable): Node => variable.scopeNode;

/** Whether a scope may be entered more than once in one activation. */
function isRepeated(scopeNode: Node, top: Node): boolean {
  for (let at: Node | null = scopeNode; at && at !== top; at = at.parent) {
    if (isLoop(at)) return true;
  }
  return false;
}

/** The names of a function's own variables, with how many there are, and those that it uses from outside. */
interface TakenNames {
  counts: Map<string, number>;
  outer: Set<string>;
}

function takenNames({ model }: Analysis, fn: FunctionModel): TakenNames {
  const counts = new Map<string, number>();
  const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const variable of fn.variables) add(variable.name);
  const scopes = new Set([functionScope(model, fn.node)]);
  for (const { scope, scopeNode } of fn.variables) if (scopeNode === fn.node) scopes.add(scope);
  const outer = new Set<string>();
  for (const scope of scopes) {
    for (const { identifier } of scope?.through ?? []) outer.add(identifier.name);
  }
  for (const name of outer) add(name);
  return { counts, outer };
}

/** Every name that a variable of the module has, or that it uses as one. */
function namesIn({ scopes }: FullSourceModel): Set<string> {
  const names = new Set<string>();
  for (const scope of scopes.scopes) {
    for (const { name } of scope.variables) names.add(name);
    for (const { identifier } of scope.references) names.add(identifier.name);
  }
  return names;
}

function freeName(
  { counts, outer }: TakenNames,
  fn: FunctionModel,
  { name, scopeNode }: Variable,
  analysis: Analysis,
): string {
  const isUnique = (counts.get(name) ?? 0) <= 1 && !outer.has(name);
  if (scopeNode === fn.node || isUnique) return name;
  for (let n = 1; ; n += 1) {
    const candidate = `${name}$${n}`;
    if (!counts.has(candidate) && !analysis.taken.has(candidate)) {
      counts.set(candidate, 1);
      return candidate;
    }
  }
}

function listSlots(analysis: Analysis, info: FunctionInfo): void {
  const { placements, emittedNames } = analysis;
  const { values } = info;
  if (info.usesArguments) values.push({ key: 'arguments', name: 'arguments' });
  if (info.usesNewTarget) values.push({ key: 'new.target', name: 'new.target' });
  if (info.usesSuper) values.push({ key: 'super', name: SUPER_ACCESS });
  for (const variable of info.fn.variables) {
    const placement = placements.get(variable);
    const name = emittedNames.get(variable) ?? variable.name;
    if (placement === 'local') values.push({ key: `var:${variable.key}`, name });
    else if (placement === 'shared') info.shared.push(variable);
  }
  for (const [variable, name] of info.functionValues) {
    values.push({ key: `function:${variable.key}`, name });
  }
  for (const [node, name] of info.operands) values.push({ key: operandKey(node), name });
  for (const [node, name] of info.iterators) values.push({ key: `iterator:${node.start}`, name });
  for (const [node, names] of info.completions) {
    values.push({ key: `completion:${node.start}`, name: names.kind });
    values.push({ key: `outcome:${node.start}`, name: names.value });
  }
  for (const [node, stash] of info.stashes) {
    values.push({ key: `block:${node.start}`, name: stash.name });
  }
}

/** Names a kept operand across the normal and the continuation form of a function. */
export const operandKey = (node: Node): string => `operand:${node.type}@${node.start}-${node.end}`;

/** The variables of enclosing functions, other than hosts, that a function or those in it use. */
function freeVariables(analysis: Analysis, info: FunctionInfo): Variable[] {
  const { model, placements } = analysis;
  const { fn } = info;
  if (fn.index === 0) return [];
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
