import type { FunctionNode, Node } from '../estree.js';
import type { FunctionModel, SourceModel } from '../types.js';
import { ProgramWalk } from '../walk.js';
import { functionScopes, joinScopes, register } from './copy-scopes.js';
import type { Island, Land } from './island.js';
import { reparse } from './reparse.js';

/** Parses an island's text, and resolves what it uses in the scopes around it. */
export function readIsland(
  { text, format, functions }: Pick<SourceModel, 'text' | 'format' | 'functions'>,
  { root, count, shell, upper }: Island,
): Land {
  const around: FunctionModel[] = [];
  for (let at = functions[root.parent]; at; at = functions[at.parent]) around.push(at);
  const { start, end } = root;
  const { isStrict } = upper;
  const old = shell as unknown as FunctionNode;
  const node = reparse(text, { format, fn: root, old, around, isStrict, start, end });
  if (!node) throw new Error(`the function at ${start} is not the one that was there`);
  shell.fill(node);
  const scopes = functionScopes(old, isStrict);
  const walk = new ProgramWalk(text, root.index);
  walk.function(shell as unknown as Node, functions[root.parent]);
  const found = walk.found();
  if (found.functions.length !== count) throw new Error(`${count} functions were at ${start}`);
  const [top] = scopes;
  if (top) joinScopes(top, upper);
  for (const scope of scopes) register(scope);
  const { tellingOf, classes } = found;
  return { nodes: found.functions.map((fn) => fn.node), tellingOf, scopes, classes };
}
