import type { Reference, Scope, Variable as ScopeVariable } from 'eslint-scope';
import {
  childrenOf,
  isFunctionNode,
  type FullSourceModel,
  type Node,
  type Variable,
} from '../../index.js';

/** All that a model says, as plain data in which nodes are named by where they are. */
export function describeModel(model: FullSourceModel): unknown {
  const place = (node: Node | null | undefined): string | null =>
    node ? `${node.type}@${node.start}-${node.end}` : null;
  const names = new Map<ScopeVariable, string>();
  const scopeNames = new Map<Scope, string>();
  model.scopes.scopes.forEach((scope, index) => {
    scopeNames.set(scope, `${index} ${scope.type} ${place(scope.block)}`);
    for (const variable of scope.variables) names.set(variable, `${variable.name} of ${index}`);
  });
  const referenceOf = (reference: Reference): string =>
    [
      place(reference.identifier as Node),
      scopeNames.get(reference.from),
      reference.resolved ? names.get(reference.resolved) : 'global',
      reference.isWrite() ? `= ${place(reference.writeExpr)}` : '',
      reference.isRead(),
      Boolean(reference.init),
    ].join(' | ');
  const sorted = (references: readonly Reference[]): string[] => references.map(referenceOf).sort();
  const variable = ({ declaration, scope, scopeNode, ...rest }: Variable): unknown => ({
    ...rest,
    declaration: names.get(declaration),
    scope: scopeNames.get(scope),
    scopeNode: place(scopeNode),
    known: model.variableOf.get(declaration)?.key,
  });
  return {
    text: model.text,
    format: model.format,
    statements: model.statements,
    tree: treeOf(model.ast),
    functions: model.functions.map(({ node, variables, points, ...rest }) => ({
      ...rest,
      node: place(node),
      isKnown: model.functionOf.get(node)?.index === rest.index,
      variables: variables.map(variable),
      points: points.map((point) => ({ ...point, node: place(point.node) })),
      nodes: model.nodesOf(rest.index).map(place),
      telling: model.tellingOf(rest.index).map(place),
      nested: model.nestedIn[rest.index]?.map((fn) => fn.index),
      uses: model
        .nodesOf(rest.index)
        .flatMap((at) =>
          at.type === 'Identifier' ? [model.referenceOf.get(at)?.key ?? 'global'] : [],
        ),
      acquired: [false, true].map((inner) => {
        const scope = model.scopes.acquire(node, inner);
        return scope && scopeNames.get(scope);
      }),
    })),
    classes: model.classes.map(place),
    globalScope: model.scopes.globalScope && scopeNames.get(model.scopes.globalScope),
    scopes: model.scopes.scopes.map((scope) => ({
      name: scopeNames.get(scope),
      isStrict: scope.isStrict,
      upper: scope.upper && scopeNames.get(scope.upper),
      variableScope: scopeNames.get(scope.variableScope),
      children: scope.childScopes.map((child) => scopeNames.get(child)),
      names: [...scope.set].map(([key, found]) => [key, names.get(found)]),
      variables: scope.variables.map((found) => ({
        name: found.name,
        isOwn: found.scope === scope,
        identifiers: found.identifiers.map((node) => place(node as Node)),
        definitions: found.defs.map((def) => [
          def.type,
          place(def.name as Node),
          place(def.node as Node),
          place(def.parent as Node | null),
          'kind' in def ? def.kind : undefined,
        ]),
        references: sorted(found.references),
      })),
      references: scope.references.map(referenceOf),
      through: sorted(scope.through),
    })),
  };
}

/** A tree with everything that its nodes say, parents and owners too. */
function treeOf(root: Node): unknown {
  const describe = (node: Node): unknown => {
    // What is read when it is asked for is one of its own properties only then.
    if (isFunctionNode(node)) void node.body;
    const { parent, scopes, ...rest } = node as Node & { twin?: unknown; scopes?: unknown };
    void scopes; // described as such
    const own: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(rest)) {
      own[key] = isNode(value) ? describe(value) : Array.isArray(value) ? value.map(item) : value;
    }
    const isLinked = childrenOf(node).every((child) => child.parent === node);
    return { ...own, isLinked, parent: parent && [parent.type, parent.start, parent.end] };
  };
  const item = (value: unknown): unknown => (isNode(value) ? describe(value) : value);
  return describe(root);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'owner' in value;
