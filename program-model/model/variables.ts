import type { Scope, Variable as ScopeVariable } from 'eslint-scope';
import type { ESTree, Node } from './estree.js';
import { isAssigned, isCaptured } from './follow/followed-scope.js';
import type { FunctionModel, SourceModel, Variable } from './types.js';

/** The function whose code a node belongs to; a function's own node belongs to itself. */
export function owningFunction(
  model: Pick<SourceModel, 'functions' | 'functionOf'>,
  node: Node,
): FunctionModel {
  const known = model.functions[node.owner];
  if (known) return known;
  for (let at: Node | null = node; at; at = at.parent) {
    const fn = model.functionOf.get(at);
    if (fn) return fn;
  }
  throw new Error('a node outside the program');
}

/** The variables of a model by what eslint-scope has of them. */
export class VariableTable {
  readonly #known = new Map<ScopeVariable, Variable>();

  constructor(readonly ownerOf: (scope: Scope) => FunctionModel) {}

  /** Undefined for `arguments` and globals. */
  get(declared: ScopeVariable): Variable | undefined {
    // Those of a function come in all at once.
    void this.ownerOf(declared.scope).variables;
    return this.#known.get(declared);
  }

  /** Whether a variable is one of this model. */
  has(variable: Variable): boolean {
    return this.#known.get(variable.declaration) === variable;
  }

  note(variable: Variable): void {
    this.#known.set(variable.declaration, variable);
  }
}

/**
 * The variables that a function declares, by where they are declared.
 * `arguments` and the globals are not variables in this sense.
 */
export function listVariables(model: ScopedModel, fn: FunctionModel): Variable[] {
  const variables: Variable[] = [];
  for (const scope of model.scopesOf(fn.index)) {
    for (const declared of scope.variables) {
      const variable = describe(scope, declared, fn);
      if (!variable) continue;
      model.variableOf.note(variable);
      variables.push(variable);
    }
  }
  return variables.sort((a, b) => a.offset - b.offset);
}

interface ScopedModel {
  scopesOf(index: number): readonly Scope[];
  variableOf: VariableTable;
}

/** The scopes of each function's own code. */
export function scopesByOwner(model: SourceModel): Scope[][] {
  const groups: Scope[][] = model.functions.map(() => []);
  for (const scope of model.scopes.scopes) groups[scopeOwner(model, scope).index]?.push(scope);
  return groups;
}

/** The function that a scope's variables belong to. */
export function scopeOwner(
  model: Pick<SourceModel, 'functions' | 'functionOf'>,
  scope: Scope,
): FunctionModel {
  const block = scope.block;
  if (scope.type === 'class-field-initializer') {
    const field = block.parent;
    const owner = field ? model.functionOf.get(field) : undefined;
    if (owner) return owner;
  }
  return owningFunction(model, block);
}

const definitionNode = (declared: ScopeVariable): ESTree.Identifier | undefined =>
  declared.defs[0]?.name ?? undefined;

function describe(
  scope: Scope,
  declared: ScopeVariable,
  owner: FunctionModel,
): Variable | undefined {
  const identifier = definitionNode(declared);
  if (!identifier) return undefined;
  const block = scope.block;
  return {
    // A class binds its name twice: around itself, and inside for its members.
    key: `${declared.name}@${identifier.start}${scope.type === 'class' ? ':inner' : ''}`,
    name: declared.name,
    offset: identifier.start,
    kind: kindOf(declared),
    owner: owner.index,
    scopeNode: block,
    scopeStart: block.start,
    scopeEnd: block.end,
    captured: isCaptured(declared, owner.index),
    assigned: isAssigned(declared),
    declaration: declared,
    scope,
  };
}

function kindOf(declared: ScopeVariable): Variable['kind'] {
  const definition = declared.defs[0];
  switch (definition?.type) {
    case 'Parameter':
      return 'param';
    case 'FunctionName':
      return 'function';
    case 'ClassName':
      return 'class';
    case 'CatchClause':
      return 'catch';
    case 'ImportBinding':
      return 'const';
    default: {
      const statement = definition?.parent;
      const kind = statement?.kind;
      return kind === 'const' || kind === 'let' ? kind : kind === 'var' ? 'var' : 'const';
    }
  }
}

/** The scope of a function's parameters and body. */
export function functionScope(model: Pick<SourceModel, 'scopes'>, node: Node): Scope | null {
  const scope = model.scopes.acquire(node);
  // A named function expression has a scope around it that holds its name.
  if (scope?.type !== 'function-expression-name') return scope;
  return model.scopes.acquireAll(node)?.[1] ?? null;
}
