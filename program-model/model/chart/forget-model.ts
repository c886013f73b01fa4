import { eachChild, type Node } from '../estree.js';
import type { SyntaxNode } from '../parse.js';

/** Takes off a tree's nodes what a model has noted on them. */
export function forgetModel(node: Node): void {
  const noted = node as unknown as SyntaxNode;
  noted.parent = null;
  noted.owner = -1;
  noted.scopes = null;
  eachChild(node, forgetModel);
  if (node.type === 'Property' && node.shorthand) forgetModel(node.key);
}
