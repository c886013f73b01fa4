import { parse } from 'acorn';
import { analyze, type ScopeManager } from 'eslint-scope';
import { linkParents, type ESTree } from './estree.js';

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

/**
 * Parses a JavaScript module text and resolves its scopes.
 *
 * @param file the path shown in errors
 * @throws ModuleSyntaxError when the text does not parse
 */
export function parseModule(file: string, text: string, format: ModuleFormat): ParsedModule {
  const sourceType = format === 'module' ? 'module' : 'script';
  let ast: ESTree.Program;
  try {
    ast = parse(text, {
      ecmaVersion: 'latest',
      sourceType: format,
      allowHashBang: true,
      ranges: true,
    }) as unknown as ESTree.Program;
  } catch (error) {
    const { loc, message } = error as AcornFailure;
    throw new ModuleSyntaxError(file, loc.line, loc.column, message.replace(/ \(\d+:\d+\)$/, ''));
  }
  const scopes = analyze(ast, {
    ecmaVersion: 2024,
    sourceType,
    nodejsScope: format === 'commonjs',
    ignoreEval: true,
  });
  linkParents(ast);
  return { text, format, ast, scopes };
}
