import type { Scope, Variable as ScopeVariable } from 'eslint-scope';
import type { ESTree, Node } from './estree.js';
import type { FunctionModel, SourceModel, Variable } from './types.js';

/** The function whose code a node belongs to; a function's own node belongs to itself. */
export function owningFunction(model: SourceModel, node: Node): FunctionModel {
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
export function scopeOwner(model: SourceModel, scope: Scope): FunctionModel {
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
    captured: declared.references.some(
      ({ identifier }) => (identifier as Node).owner !== owner.index,
    ),
    assigned: declared.references.some((reference) => reference.isWrite() && !reference.init),
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
  return scope?.type === 'function-expression-name' ? (scope.childScopes[0] ?? null) : scope;
}
