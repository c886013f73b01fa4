import { KEYS } from 'eslint-visitor-keys';
import { Referencer, ScopeManager, type AnalyzeOptions, type Scope } from 'eslint-scope';
import type { ESTree, Node } from './estree.js';

/** What is used of eslint-scope's manager beyond what it publishes. */
interface Tables {
  __nodeToScope: unknown;
  __declaredVariables: unknown;
}

/** A node with the scopes that it makes, outermost first, once it has been read. */
type ScopeHolder = Node & { scopes: Scope[] | null; open?(): void };

/** The scopes of a node lie on the node: a weak map of so many costs each garbage collection dearly. */
const scopesOnNodes = {
  get(node: Node): Scope[] | undefined {
    const holder = node as ScopeHolder;
    holder.open?.();
    return holder.scopes ?? undefined;
  },
  set: (node: Node, scopes: Scope[]): void => void ((node as ScopeHolder).scopes = scopes),
};

/** Which variables a node declares is asked by nobody. */
const nothingDeclared = { get: () => ({ includes: () => true }), set: () => undefined };

/** A scope manager that keeps its scopes on the nodes of one tree. */
export function newScopeManager(options: AnalyzeOptions): ScopeManager {
  const manager = new ScopeManager(options);
  const tables = manager as unknown as Tables;
  tables.__nodeToScope = scopesOnNodes;
  tables.__declaredVariables = nothingDeclared;
  return manager;
}

/** Resolves the names of a program. */
export function analyseScopes(ast: ESTree.Program, options: AnalyzeOptions): ScopeManager {
  const manager = newScopeManager(options);
  resolveNames(ast, new Referencer(REFERENCING, manager));
  return manager;
}

/** eslint-scope's options for what goes over a tree. */
export const REFERENCING = { fallback: 'iteration' } as const;

/** Goes over a program, and fills in the scope manager. */
export function resolveNames(ast: ESTree.Program, referencer: Referencer): void {
  // By eslint-scope's own list it would look through all properties of a static block, and find the scopes.
  // Not as an option, which is copied again, with all keys there are, for each pattern.
  (referencer as unknown as VisitorKeys).__childVisitorKeys = KEYS;
  referencer.visit(ast);
}

interface VisitorKeys {
  __childVisitorKeys: Readonly<Record<string, readonly string[]>>;
}
