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
  const referencer = new FastReferencer({ fallback: 'iteration' }, manager);
  // Not as an option, which is copied again, with all keys there are, for each pattern.
  (referencer as unknown as VisitorKeys).__childVisitorKeys = CHILD_KEYS;
  referencer.visit(ast);
  return manager;
}

/** Goes straight into the commonest nodes, where eslint-scope looks for children by name. */
class FastReferencer extends Referencer {
  Literal(): void {
    // It uses no names.
  }
  ExpressionStatement(node: ESTree.ExpressionStatement): void {
    this.visit(node.expression);
  }
  ReturnStatement(node: ESTree.ReturnStatement): void {
    this.visit(node.argument);
  }
  UnaryExpression(node: ESTree.UnaryExpression): void {
    this.visit(node.argument);
  }
  BinaryExpression(node: ESTree.BinaryExpression): void {
    this.visit(node.left);
    this.visit(node.right);
  }
  LogicalExpression(node: ESTree.LogicalExpression): void {
    this.visit(node.left);
    this.visit(node.right);
  }
  ConditionalExpression(node: ESTree.ConditionalExpression): void {
    this.visit(node.test);
    this.visit(node.consequent);
    this.visit(node.alternate);
  }
  IfStatement(node: ESTree.IfStatement): void {
    this.visit(node.test);
    this.visit(node.consequent);
    this.visit(node.alternate);
  }
}

interface VisitorKeys {
  __childVisitorKeys: Readonly<Record<string, readonly string[]>>;
}

/** By eslint-scope's own list it would look through all properties of a static block, and find the scopes. */
const CHILD_KEYS = { ...KEYS };
