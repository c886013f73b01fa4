import { Reference, type Scope, type ScopeManager, type Variable } from 'eslint-scope';
import type { ESTree, FunctionNode, Node } from '../estree.js';
import { scopeOptions, type SyntaxNode } from '../parse.js';
import { analyseScopes, newScopeManager } from '../scope-analysis.js';
import type { SourceModel } from '../types.js';
import { scopeOwner } from '../variables.js';
import type { Archipelago } from './archipelago.js';
import { twinOf } from './copy-tree.js';
import type { BodyEdit } from './edit.js';
import {
  bareCopy,
  countUse,
  FollowedVariable,
  knownReferences,
  knownThrough,
  namesThrough,
  usesOf,
  type FollowedScope,
} from './followed-scope.js';
import type { Island } from './island.js';
import { loneProgram } from './lone-program.js';

type Guess = ConstructorParameters<typeof Reference>[4];
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type AnyScope = Writable<FollowedScope>;
type AnyReference = Writable<Reference> & { __maybeImplicitGlobal: Guess };

/** The scopes of a text in order; those of an island are not known yet. */
export type ScopeList = readonly (Scope | Island)[];

export interface ScopeInput {
  base: SourceModel;
  edit: BodyEdit;
  /** The scopes that the base has. */
  before: ScopeList;
  /** By a function's index in the base, the island that it is in now. */
  islandOf: (index: number) => Island | undefined;
  islands: Archipelago;
  node: FunctionNode;
  /** The edited function's own scopes now, outermost first (see {@link functionScopes}). */
  now: readonly Scope[];
}

export interface CopiedScopes {
  manager: ScopeManager;
  list: ScopeList;
}

/**
 * The scopes of an edited text: those outside of the edited function and of islands are copies, with
 * the copied tree's nodes; what the function uses from outside is looked up there.
 */
export const copyScopes = (input: ScopeInput): CopiedScopes => new ScopeCopier(input).run();

const isScope = (item: Scope | Island): item is Scope => 'block' in item;

class ScopeCopier {
  readonly #manager: ScopeManager;
  readonly #scopes = new Map<Scope, AnyScope>();
  readonly #variables = new Map<Variable, FollowedVariable>();
  readonly #references = new Map<Reference, Reference>();
  /** Those that are copied. */
  readonly #outside: Scope[] = [];
  readonly #list: (Scope | Island)[] = [];
  /** The outermost scope that the edited function had. */
  #edited: Scope | undefined;

  constructor(readonly input: ScopeInput) {
    this.#manager = newScopeManager(scopeOptions(input.base.format));
  }

  run(): CopiedScopes {
    const uppers = new Map<Island, Scope>();
    for (const item of this.input.before) this.#place(item, uppers);
    for (const scope of this.#outside) this.#copyScope(scope);
    for (const scope of this.#outside) this.#linkScope(scope);
    for (const [island, upper] of uppers) island.upper = this.#scopes.get(upper) as AnyScope;
    const list = this.#list.map((item) => (isScope(item) && this.#scopes.get(item)) || item);
    this.#manager.globalScope = list[0] as unknown as ScopeManager['globalScope'];
    this.#insert();
    for (const scope of list) if (isScope(scope)) register(scope);
    return { manager: this.#manager, list };
  }

  /** Finds what becomes of a scope. */
  #place(item: Scope | Island, uppers: Map<Island, Scope>): void {
    const { islandOf, now, edit } = this.input;
    const index = isScope(item) ? item.block.owner : item.root.index;
    if (isScope(item) ? this.#isInside(item) : index > edit.fn.index && index <= edit.last) {
      if (this.#edited) return;
      this.#edited = item as Scope;
      this.#list.push(...now);
      return;
    }
    const island = islandOf(index);
    if (island) {
      if (uppers.has(island)) return;
      uppers.set(island, item.upper as Scope);
      this.#list.push(island);
    } else if (isScope(item)) {
      this.#outside.push(item);
      this.#list.push(item);
    } else {
      for (const scope of item.land.scopes) this.#place(scope, uppers);
    }
  }

  /** The initialiser of a field has a scope around it, with the same node. */
  #isInside({ block, type }: Scope): boolean {
    const { fn, node, last } = this.input.edit;
    if (block === (node as unknown)) return type.startsWith('function');
    return block.owner >= fn.index && block.owner <= last;
  }

  #copyScope(old: Scope): void {
    const { base, islands } = this.input;
    const copy = bareCopy(old, islands) as AnyScope;
    copy.block = twinOf<Scope['block']>(old.block);
    copy.set = new Map();
    const owner = scopeOwner(base, old).index;
    copy.variables = old.variables.map((variable) => this.#copyVariable(variable, copy, owner));
    for (const [index, { name }] of copy.variables.entries()) {
      if (old.set.get(name) === old.variables[index]) {
        copy.set.set(name, copy.variables[index] as Variable);
      }
    }
    copy.references = old.references.map((reference) => this.#copyReference(reference, copy));
    this.#scopes.set(old, copy);
  }

  #copyVariable(old: Variable, scope: AnyScope, owner: number): Variable {
    const copy = new FollowedVariable(old.name, scope, usesOf(old, owner), this.input.islands);
    copy.identifiers = old.identifiers.map((node) => twinOf(node as Node) as ESTree.Identifier);
    copy.defs = old.defs.map((def) => {
      const node = twinOf(def.node as Node);
      const { parent } = def;
      const name = twinOf(def.name as Node);
      const made = Object.create(Object.getPrototypeOf(def) as object) as typeof def;
      return Object.assign(made, def, { name, node, parent: parent && twinOf(parent as Node) });
    });
    copy.tainted = old.tainted;
    this.#variables.set(old, copy);
    return copy;
  }

  #copyReference(old: Reference, from: AnyScope): Reference {
    const { __maybeImplicitGlobal: guess, flag, partial, init, writeExpr } = old as AnyReference;
    // Only what is written has an expression.
    const copy = new Reference(
      twinOf(old.identifier as Node) as ESTree.Identifier,
      from,
      flag,
      writeExpr ? (twinOf(writeExpr as Node) as ESTree.Expression) : null,
      guess ? { pattern: twinOf(guess.pattern), node: twinOf(guess.node) } : guess,
      partial === true,
      init === true,
    );
    copy.tainted = old.tainted;
    this.#references.set(old, copy);
    return copy;
  }

  #linkScope(old: Scope): void {
    const copy = this.#scopes.get(old) as AnyScope;
    copy.upper = old.upper && (this.#scopes.get(old.upper) as unknown as Scope);
    copy.variableScope = this.#scopes.get(old.variableScope) as unknown as Scope;
    copy.through = this.#copied(knownThrough(old));
    for (const variable of old.variables) {
      const now = this.#variables.get(variable) as FollowedVariable;
      now.known = this.#copied(knownReferences(variable));
      for (const reference of now.known) reference.resolved = now;
    }
    if ('implicit' in old) {
      const implicit = { set: new Map(), variables: [], left: copy.passing };
      Object.assign(copy, { implicit });
    }
  }

  /** Without those of the edited function, and of islands. */
  #copied(references: readonly Reference[]): Reference[] {
    const copies: Reference[] = [];
    for (const reference of references) {
      const copy = this.#references.get(reference);
      if (copy) copies.push(copy);
    }
    return copies;
  }

  /** Puts the new scopes into the old one's place, and resolves what they use from outside. */
  #insert(): void {
    const { now } = this.input;
    const edited = this.#edited as Scope;
    const top = now[0] as Scope;
    const upper = this.#scopes.get(edited.upper as Scope) as AnyScope;
    for (let at: Scope | null = edited.upper; at; at = at.upper) {
      (this.#scopes.get(at) as AnyScope).names = new Map(namesThrough(at));
    }
    for (const reference of knownThrough(edited)) {
      const variable = reference.resolved && this.#variables.get(reference.resolved);
      this.#count(variable, reference, upper, -1);
    }
    for (const reference of joinScopes(top, upper)) {
      this.#count(reference.resolved as FollowedVariable | null, reference, upper, 1);
    }
  }

  /** Counts a use of something outside of the edited function. */
  #count(
    variable: FollowedVariable | null | undefined,
    reference: Reference,
    from: AnyScope,
    by: 1 | -1,
  ): void {
    // The function that declares it is another, so that any owner but the reference's will do.
    if (variable) countUse(variable.uses, reference, -1, by);
    const { name } = reference.identifier;
    for (let at: AnyScope | null = from; at; at = at.upper as AnyScope | null) {
      if (at === variable?.scope) return;
      const count = (at.names?.get(name) ?? 0) + by;
      if (count > 0) at.names?.set(name, count);
      else at.names?.delete(name);
    }
  }
}

/**
 * Puts scopes that were found apart into the one that they stand in, and resolves what they use from
 * outside.
 *
 * @returns those references
 */
export function joinScopes(top: Scope, upper: Scope): readonly Reference[] {
  const inner = top as Writable<Scope>;
  inner.upper = upper;
  if (top.type === 'function-expression-name') inner.variableScope = upper.variableScope;
  for (const reference of top.through) {
    reference.resolved = null;
    const { name } = reference.identifier;
    for (let at: Scope | null = upper; at; at = at.upper) {
      const variable = at.set.get(name);
      if (variable) {
        if (variable instanceof FollowedVariable) variable.add(reference);
        break;
      }
      const outer = at as FollowedScope;
      outer.passing.push(reference);
      outer.isSorted = false;
    }
  }
  return top.through;
}

/** Notes a scope with its node. */
export function register(scope: Scope): void {
  const node = scope.block as unknown as { scopes: Scope[] | null };
  if (node.scopes) node.scopes.push(scope);
  else node.scopes = [scope];
}

/**
 * The scopes of a function that stands alone, outermost first. Its nodes must not have parents yet, which
 * eslint-scope would take for children of what it does not know.
 */
export function functionScopes(node: FunctionNode, isStrict: boolean): Scope[] {
  const program = loneProgram(node, isStrict);
  const { scopes } = analyseScopes(program, { ...scopeOptions('commonjs'), nodejsScope: false });
  const own = scopes.filter(({ block }) => block !== (program as unknown));
  // They are noted with their nodes when they are joined to others.
  for (const { block } of own) (block as unknown as SyntaxNode).scopes = null;
  return own;
}
