import { Definition, Referencer, type Scope, type ScopeManager, type Variable } from 'eslint-scope';
import type { ESTree, FunctionNode, Node } from '../estree.js';
import type { Archipelago } from '../follow/archipelago.js';
import { register, type CopiedScopes, type ScopeList } from '../follow/copy-scopes.js';
import {
  bareCopy,
  FollowedVariable,
  usesOf,
  type FollowedScope,
} from '../follow/followed-scope.js';
import type { FunctionShell, Island } from '../follow/island.js';
import { scopeOptions, type ModuleFormat, type SyntaxNode } from '../parse.js';
import { newScopeManager, REFERENCING, resolveNames } from '../scope-analysis.js';
import type { NameUse } from './chart.js';
import type { ChartedFunctions } from './charting-parser.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is used of eslint-scope's scopes beyond what it publishes. */
type DefiningScope = Scope & { __define(name: Node | null, definition: Definition): void };

/** Where in a list of scopes an island is. */
interface Landfall {
  island: Island;
  /** How many scopes are before it. */
  at: number;
}

/** Goes over a tree in which shells stand for functions. */
class MainlandReferencer extends Referencer {
  readonly landfalls: Landfall[] = [];

  constructor(
    readonly manager: ScopeManager,
    readonly charted: ChartedFunctions,
  ) {
    super(REFERENCING, manager);
  }

  override visitFunction(node: FunctionNode): void {
    const found = this.charted.get(node as unknown as FunctionShell);
    if (!found) return super.visitFunction(node);
    const scope = this.currentScope();
    if (node.type === 'FunctionDeclaration') {
      const definition = new Definition('FunctionName', node.id, node, null, null, null);
      (scope as DefiningScope).__define(node.id, definition);
    }
    found.island.upper = scope;
    this.landfalls.push({ island: found.island, at: this.manager.scopes.length });
  }
}

/** The scopes of a text outside of its islands. */
export class Mainland {
  readonly #manager: ScopeManager;
  readonly #landfalls: readonly Landfall[];

  constructor(
    ast: ESTree.Program,
    readonly format: ModuleFormat,
    readonly charted: ChartedFunctions,
  ) {
    this.#manager = newScopeManager(scopeOptions(format));
    const referencer = new MainlandReferencer(this.#manager, charted);
    resolveNames(ast, referencer);
    this.#landfalls = referencer.landfalls;
  }

  /**
   * Makes of them what can take up the scopes of islands, and counts what islands use.
   *
   * @param ownerOf index of the function that a scope's variables belong to
   */
  withIslands(islands: Archipelago, ownerOf: (scope: Scope) => number): CopiedScopes {
    const { scopes } = this.#manager;
    for (const { block } of scopes) (block as unknown as SyntaxNode).scopes = null;
    const copies = new Map<Scope, FollowedScope>();
    for (const scope of scopes)
      copies.set(scope, openScope(scope, copies, islands, ownerOf(scope)));
    const list = this.#list(copies);
    for (const item of list) if ('block' in item) register(item);
    for (const { island, chart } of this.charted.values()) {
      island.upper = copies.get(island.upper) as FollowedScope;
      for (const use of chart.names) countName(use, island.upper);
    }
    const manager = newScopeManager(scopeOptions(this.format));
    manager.globalScope = list[0] as ScopeManager['globalScope'];
    return { manager, list };
  }

  #list(copies: ReadonlyMap<Scope, FollowedScope>): ScopeList {
    const list: (Scope | Island)[] = [];
    let next = 0;
    this.#manager.scopes.forEach((scope, index) => {
      for (; this.#landfalls[next]?.at === index; next += 1) {
        list.push((this.#landfalls[next] as Landfall).island);
      }
      list.push(copies.get(scope) as FollowedScope);
    });
    list.push(...this.#landfalls.slice(next).map(({ island }) => island));
    return list;
  }
}

/** A copy of a scope that islands may use, and whose own code is known. */
function openScope(
  old: Scope,
  copies: ReadonlyMap<Scope, FollowedScope>,
  islands: Archipelago,
  owner: number,
): FollowedScope {
  const scope = bareCopy(old, islands) as Writable<FollowedScope>;
  scope.block = old.block;
  scope.upper = old.upper && (copies.get(old.upper) as FollowedScope);
  scope.variableScope = copies.get(old.variableScope) ?? scope;
  scope.references = old.references;
  for (const reference of old.references) (reference as Writable<typeof reference>).from = scope;
  scope.through = old.through;
  scope.names = new Map();
  for (const { identifier } of old.through) addName(scope.names, identifier.name, 1);
  if ('implicit' in old) {
    Object.assign(scope, { implicit: { set: new Map(), variables: [], left: old.through } });
  }
  scope.set = new Map();
  scope.variables = old.variables.map((variable) => {
    const open = openVariable(variable, scope, islands, owner);
    if (old.set.get(variable.name) === variable) scope.set.set(variable.name, open);
    return open;
  });
  return scope;
}

function openVariable(
  old: Variable,
  scope: Scope,
  islands: Archipelago,
  owner: number,
): FollowedVariable {
  const variable = new FollowedVariable(old.name, scope, usesOf(old, owner), islands);
  variable.identifiers = old.identifiers;
  variable.defs = old.defs;
  variable.tainted = old.tainted;
  variable.known = old.references;
  for (const reference of old.references) reference.resolved = variable;
  return variable;
}

/** Notes what the code of an island uses from outside, in a scope around it. */
function countName(use: NameUse, upper: Scope): void {
  const { name, foreign, writes, assignments } = use;
  for (let at: Scope | null = upper; at; at = at.upper) {
    const variable = at.set.get(name) as FollowedVariable | undefined;
    if (variable) {
      const { uses } = variable;
      uses.foreign += foreign;
      uses.writes += writes;
      uses.assignments += assignments;
      return;
    }
    addName((at as FollowedScope).names as Map<string, number>, name, foreign);
  }
}

const addName = (names: Map<string, number>, name: string, count: number): void =>
  void names.set(name, (names.get(name) ?? 0) + count);
