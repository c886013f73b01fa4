import { analyze, Reference, Variable, type Scope, type ScopeManager } from 'eslint-scope';
import type { ESTree, FunctionNode, Node } from '../estree.js';
import { scopeOptions, SyntaxNode } from '../parse.js';
import { newScopeManager } from '../scope-analysis.js';
import type { SourceModel } from '../types.js';
import { twinOf } from './copy-tree.js';
import type { BodyEdit } from './edit.js';

/** What is used of eslint-scope's objects beyond what it publishes. */
interface Internals {
  __nodeToScope: { get(node: Node): Scope[] | undefined; set(node: Node, scopes: Scope[]): void };
  __declaredVariables: unknown;
}
type Guess = ConstructorParameters<typeof Reference>[4];
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type AnyScope = Writable<Scope> & Internals;
type AnyReference = Writable<Reference> & { __maybeImplicitGlobal: Guess };

/**
 * The scopes of an edited text: those outside of the edited function are copies, with the copied tree's
 * nodes; what the function uses from outside is looked up there.
 *
 * @param scopes the function's own (see {@link functionScopes})
 */
export function copyScopes(
  base: SourceModel,
  edit: BodyEdit,
  node: FunctionNode,
  scopes: readonly Scope[],
): ScopeManager {
  return new ScopeCopier(base, edit, node, scopes).run();
}

class ScopeCopier {
  readonly #manager: ScopeManager;
  readonly #scopes = new Map<Scope, AnyScope>();
  readonly #variables = new Map<Variable, Variable>();
  readonly #references = new Map<Reference, Reference>();
  /** The scopes that the edited function had, outermost first. */
  readonly #old: ReadonlySet<Scope>;

  constructor(
    readonly base: SourceModel,
    readonly edit: BodyEdit,
    readonly node: FunctionNode,
    /** The scopes that it has now. */
    readonly now: readonly Scope[],
  ) {
    this.#manager = newScopeManager(scopeOptions(base.format));
    const { scopes } = base.scopes;
    this.#old = new Set(scopes.filter((scope) => this.#isInside(scope)));
  }

  run(): ScopeManager {
    const { scopes } = this.base.scopes;
    const outside = scopes.filter((scope) => !this.#old.has(scope));
    for (const scope of outside) this.#copyScope(scope);
    for (const scope of outside) this.#linkScope(scope);
    const at = scopes.findIndex((scope) => this.#old.has(scope));
    const copies = outside.map((scope) => this.#scopes.get(scope) as AnyScope);
    this.#manager.scopes = [...copies.slice(0, at), ...this.now, ...copies.slice(at)] as Scope[];
    this.#manager.globalScope = copies[0] as unknown as ScopeManager['globalScope'];
    this.#insert();
    this.#register();
    return this.#manager;
  }

  /** The initialiser of a field has a scope around it, with the same node. */
  #isInside({ block, type }: Scope): boolean {
    const { fn, node, last } = this.edit;
    if (block === (node as unknown)) return type.startsWith('function');
    const { owner } = block;
    return owner >= fn.index && owner <= last;
  }

  #copyScope(old: Scope): void {
    const bare: unknown = Object.create(Object.getPrototypeOf(old) as object);
    const copy = Object.assign(bare as AnyScope, old);
    copy.block = twinOf<Scope['block']>(old.block);
    copy.set = new Map();
    copy.variables = old.variables.map((variable) => this.#copyVariable(variable, copy));
    for (const [index, { name }] of copy.variables.entries()) {
      if (old.set.get(name) === old.variables[index]) {
        copy.set.set(name, copy.variables[index] as Variable);
      }
    }
    copy.references = old.references.map((reference) => this.#copyReference(reference, copy));
    this.#scopes.set(old, copy);
  }

  #copyVariable(old: Variable, scope: AnyScope): Variable {
    const copy = new Variable(old.name, scope);
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
    const top = this.now[0] as Scope;
    copy.childScopes = old.childScopes.map((child) =>
      this.#old.has(child) ? top : (this.#scopes.get(child) as unknown as Scope),
    );
    copy.through = this.#copied(old.through);
    copy.__declaredVariables = (this.#manager as unknown as Internals).__declaredVariables;
    for (const variable of old.variables) {
      const now = this.#variables.get(variable) as Variable;
      now.references = this.#copied(variable.references);
      for (const reference of now.references) reference.resolved = now;
    }
    if ('implicit' in copy) copy.implicit = { set: new Map(), variables: [], left: copy.through };
  }

  /** Without those of the edited function. */
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
    const [top] = this.now as [AnyScope];
    const [before] = this.#old as unknown as [Scope];
    const upper = this.#scopes.get(before.upper as Scope) as AnyScope;
    top.upper = upper;
    if (top.type === 'function-expression-name') top.variableScope = upper.variableScope;
    for (const scope of this.now as unknown as AnyScope[]) {
      scope.__declaredVariables = (this.#manager as unknown as Internals).__declaredVariables;
    }
    const outer = top.through.map((reference) => {
      reference.resolved = null;
      return reference;
    });
    let left: readonly Reference[] = outer;
    for (let at: AnyScope | null = upper; at; at = at.upper as AnyScope | null) {
      const { set } = at;
      const found = new Map<Variable, Reference[]>();
      const passing: Reference[] = [];
      for (const reference of left) {
        const variable = set.get(reference.identifier.name);
        if (!variable) passing.push(reference);
        else {
          reference.resolved = variable;
          const list = found.get(variable);
          if (list) list.push(reference);
          else found.set(variable, [reference]);
        }
      }
      for (const [variable, references] of found) {
        variable.references = this.#merged(variable.references, references);
      }
      at.through = this.#merged(at.through, passing);
      left = passing;
    }
  }

  /** References in the order of their scopes: those of the function before those behind it. */
  #merged(others: readonly Reference[], own: readonly Reference[]): Reference[] {
    if (own.length === 0) return [...others];
    const { end } = this.node;
    const found = others.findIndex(({ identifier }) => (identifier as Node).start >= end);
    const at = found < 0 ? others.length : found;
    return [...others.slice(0, at), ...own, ...others.slice(at)];
  }

  #register(): void {
    const byNode = (this.#manager as unknown as Internals).__nodeToScope;
    for (const scope of this.#manager.scopes) {
      const node = scope.block;
      const known = byNode.get(node);
      if (known) known.push(scope);
      else byNode.set(node, [scope]);
    }
  }
}

/**
 * The scopes of a function that stands alone, outermost first. Its nodes must not have parents yet, which
 * eslint-scope would take for children of what it does not know.
 */
export function functionScopes(node: FunctionNode, isStrict: boolean): Scope[] {
  const program = new SyntaxNode(node.start) as unknown as Writable<ESTree.Program>;
  program.type = 'Program';
  program.end = node.end;
  program.sourceType = 'script';
  const directive = { type: 'ExpressionStatement', directive: 'use strict' };
  const statement =
    node.type === 'FunctionDeclaration' ? node : { type: 'ExpressionStatement', expression: node };
  program.body = [...(isStrict ? [directive] : []), statement] as ESTree.Program['body'];
  const options = { ...scopeOptions('commonjs'), nodejsScope: false };
  const { scopes } = analyze(program, options);
  return scopes.filter(({ block }) => block !== (program as unknown));
}
