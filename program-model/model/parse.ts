import { Parser, type Options } from 'acorn';
import type { AnalyzeOptions, Scope, ScopeManager } from 'eslint-scope';
import type { ESTree, Node } from './estree.js';
import { analyseScopes } from './scope-analysis.js';

/** How Node loads a module text. */
export type ModuleFormat = 'module' | 'commonjs';

export interface ParsedModule {
  text: string;
  format: ModuleFormat;
  ast: ESTree.Program;
  scopes: ScopeManager;
}

/** A module text that does not parse. `line` counts from 1, `column` from 0. */
export class ModuleSyntaxError extends Error {
  readonly code = 'RS1101';
  constructor(
    readonly file: string,
    readonly line: number,
    readonly column: number,
    reason: string,
  ) {
    super(`${file}:${line}:${column + 1}: ${reason}`);
    this.name = 'ModuleSyntaxError';
  }
}

interface AcornFailure extends SyntaxError {
  loc: { line: number; column: number };
}

/** A syntax node that has from the start all that will be noted on it, which keeps access to it fast. */
export class SyntaxNode {
  type = '';
  end = 0;
  parent: Node | null = null;
  owner = -1;
  /** The scopes that it makes, outermost first. */
  scopes: Scope[] | null = null;
  /** While a model is made that follows an edit: the node's copy in it. */
  twin: SyntaxNode | null = null;
  constructor(public start: number) {}

  /** For eslint-scope, which seldom asks. */
  get range(): [number, number] {
    return [this.start, this.end];
  }
}

/** The methods of acorn's parser by which it makes nodes. */
interface NodeMaker {
  start: number;
  startNode(): unknown;
  startNodeAt(start: number): unknown;
  copyNode(node: SyntaxNode): unknown;
}

export const ModuleParser = Parser.extend((Base) => {
  class Made extends Base {}
  const methods: ThisType<NodeMaker> & Omit<NodeMaker, 'start'> = {
    startNode() {
      return new SyntaxNode(this.start);
    },
    startNodeAt(start) {
      return new SyntaxNode(start);
    },
    copyNode(node) {
      return Object.assign(new SyntaxNode(node.start), node);
    },
  };
  Object.assign(Made.prototype, methods);
  return Made;
});

/**
 * Parses a JavaScript module text and resolves its scopes. `parent` and `owner` of the nodes are not set.
 *
 * @param file the path shown in errors
 * @throws ModuleSyntaxError when the text does not parse
 */
export function parseModule(file: string, text: string, format: ModuleFormat): ParsedModule {
  let ast: ESTree.Program;
  try {
    ast = ModuleParser.parse(text, parserOptions(format)) as unknown as ESTree.Program;
  } catch (error) {
    throw syntaxErrorOf(file, error);
  }
  return { text, format, ast, scopes: analyseScopes(ast, scopeOptions(format)) };
}

/**
 * What acorn has thrown, as an error of a file.
 * @throws what is no error of the text
 */
export function syntaxErrorOf(file: string, error: unknown): ModuleSyntaxError {
  const { loc, message } = error as AcornFailure;
  if ((loc as unknown) === undefined) throw error;
  return new ModuleSyntaxError(file, loc.line, loc.column, message.replace(/ \(\d+:\d+\)$/, ''));
}

/** acorn's options. */
export const parserOptions = (format: ModuleFormat): Options => ({
  ecmaVersion: 'latest',
  sourceType: format,
  allowHashBang: true,
});

/** eslint-scope's options. */
export const scopeOptions = (format: ModuleFormat): AnalyzeOptions => ({
  ecmaVersion: 2024,
  sourceType: format === 'module' ? 'module' : 'script',
  nodejsScope: format === 'commonjs',
  ignoreEval: true,
});
