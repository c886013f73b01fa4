import type { ESTree, FunctionNode } from '../estree.js';
import { SyntaxNode } from '../parse.js';

/** A program that is one function alone. */
export function loneProgram(node: FunctionNode, isStrict: boolean): ESTree.Program {
  const program = new SyntaxNode(node.start) as unknown as ESTree.Program;
  program.type = 'Program';
  program.end = node.end;
  program.sourceType = 'script';
  const expression = { type: 'Literal', value: 'use strict' };
  const directive = { type: 'ExpressionStatement', directive: 'use strict', expression };
  const statement =
    node.type === 'FunctionDeclaration' ? node : { type: 'ExpressionStatement', expression: node };
  program.body = [...(isStrict ? [directive] : []), statement] as ESTree.Program['body'];
  return program;
}
