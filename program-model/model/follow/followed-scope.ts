import { Variable, type Reference, type Scope } from 'eslint-scope';
import type { Node } from '../estree.js';
import type { Archipelago } from './archipelago.js';

/** How often a variable is used, islands included. */
export interface Uses {
  /** By other functions than its own. */
  foreign: number;
  /** All writes, and those that are not its initialisation. */
  writes: number;
  assignments: number;
}

/** A variable that islands may use: they are read when its references are asked for. */
export class FollowedVariable extends Variable {
  declare known: Reference[];
  declare isSorted: boolean;

  constructor(
    name: string,
    scope: Scope,
    readonly uses: Uses,
    readonly islands: Archipelago,
  ) {
    super(name, scope);
  }

  /** Notes a use that has come to light. */
  add(reference: Reference): void {
    reference.resolved = this;
    this.known.push(reference);
    this.isSorted = false;
  }
}

Object.defineProperty(FollowedVariable.prototype, 'references', {
  get(this: FollowedVariable) {
    this.islands.openUsersOf(this.name);
    if (!this.isSorted) inOrder(this.known);
    this.isSorted = true;
    return this.known;
  },
  // Called by the constructor of what it extends, too.
  set(this: FollowedVariable, references: Reference[]) {
    this.known = references;
    this.isSorted = true;
  },
});

/** Those of code that has been read. */
export const knownReferences = (variable: Variable): readonly Reference[] =>
  variable instanceof FollowedVariable ? variable.known : variable.references;

/** How often a variable is used, without reading any islands. */
export function usesOf(variable: Variable, owner: number): Uses {
  if (variable instanceof FollowedVariable) return { ...variable.uses };
  const uses = { foreign: 0, writes: 0, assignments: 0 };
  for (const reference of variable.references) countUse(uses, reference, owner, 1);
  return uses;
}

export function countUse(uses: Uses, reference: Reference, owner: number, by: 1 | -1): void {
  if ((reference.identifier as Node).owner !== owner) uses.foreign += by;
  if (!reference.isWrite()) return;
  uses.writes += by;
  if (!reference.init) uses.assignments += by;
}

/** A scope of code that was copied, in which islands lie. */
export type FollowedScope = Scope & {
  islands: Archipelago;
  passing: Reference[];
  isSorted: boolean;
  children: Scope[] | undefined;
  /** How often names are used inside that mean something further out; for the scopes around the edit alone. */
  names: Map<string, number> | undefined;
};

const isFollowed = (scope: Scope): scope is FollowedScope => 'passing' in scope;

/** The references that leave a scope, of code that has been read. */
export const knownThrough = (scope: Scope): readonly Reference[] =>
  isFollowed(scope) ? scope.passing : scope.through;

/** The names that a scope and those inside use from further out, with how often. */
export function namesThrough(scope: Scope): ReadonlyMap<string, number> {
  if (isFollowed(scope) && scope.names) return scope.names;
  const names = new Map<string, number>();
  for (const { identifier } of scope.through) {
    names.set(identifier.name, (names.get(identifier.name) ?? 0) + 1);
  }
  return names;
}

/** Whether anything assigns a variable, its initialisation included. */
export const isWritten = (variable: Variable): boolean =>
  variable instanceof FollowedVariable
    ? variable.uses.writes > 0
    : variable.references.some((reference) => reference.isWrite());

/** Whether it is written after its initialisation. */
export const isAssigned = (variable: Variable): boolean =>
  variable instanceof FollowedVariable
    ? variable.uses.assignments > 0
    : variable.references.some((reference) => reference.isWrite() && !reference.init);

/** Whether other functions than its own use it. */
export const isCaptured = (variable: Variable, owner: number): boolean =>
  variable instanceof FollowedVariable
    ? variable.uses.foreign > 0
    : variable.references.some(({ identifier }) => (identifier as Node).owner !== owner);

const prototypes = new Map<object, object>();

/** A copy of a scope: what may come from islands is an accessor. */
export function bareCopy(old: Scope, islands: Archipelago): FollowedScope {
  const kind = isFollowed(old)
    ? (Object.getPrototypeOf(old) as object)
    : prototypeFor(Object.getPrototypeOf(old) as object);
  const copy = Object.create(kind) as FollowedScope;
  const { type, taints, dynamic, functionExpressionScope, isStrict, thisFound } = old as Scope &
    Record<string, unknown>;
  const { directCallToEvalScope } = old as Scope & Record<string, unknown>;
  const own = { type, taints, dynamic, functionExpressionScope, isStrict, thisFound };
  Object.assign(copy, own, { directCallToEvalScope, islands });
  copy.names = undefined;
  return copy;
}

function prototypeFor(original: object): object {
  const known = prototypes.get(original);
  if (known) return known;
  const made = Object.create(original, {
    through: {
      get(this: FollowedScope) {
        this.islands.openAll();
        if (!this.isSorted) inOrder(this.passing);
        this.isSorted = true;
        return this.passing;
      },
      set(this: FollowedScope, references: Reference[]) {
        this.passing = references;
        this.isSorted = true;
      },
    },
    childScopes: {
      get(this: FollowedScope) {
        return (this.children ??= this.islands.scopes().filter(({ upper }) => upper === this));
      },
    },
  }) as object;
  prototypes.set(original, made);
  return made;
}

const inOrder = (references: Reference[]): Reference[] =>
  references.sort((a, b) => (a.identifier as Node).start - (b.identifier as Node).start);
