import type { SourceModel } from '../../program-model/model/types.js';
import type { TypeReach, TypeRoot } from '../../protocol/plan-types.js';
import { functionLabel, variableLabels } from '../inference/index.js';
import { topVariables, typeOfThis, typeOfVariable } from './places.js';
import type { TypedProject, TypedVersion } from './programs.js';
import type { ReachGraph } from './reach.js';

/** A text of a changed module, with the way to what its author wrote. */
export interface TypedText {
  file: string;
  model: SourceModel;
  /** 0-based. */
  position: (offset: number) => { line: number; character: number };
}

/**
 * From where values of changed types can be reached: the variables of modules, and those of functions
 * in modules that change, whose frames are rebuilt.
 *
 * @param files all modules of the program
 */
export function reachFrom(
  project: TypedProject,
  side: TypedVersion,
  graph: ReachGraph,
  files: readonly string[],
  texts: readonly TypedText[],
): TypeReach {
  const roots: Omit<TypeRoot, 'nodes'>[] = [];
  const ids: number[][] = [];
  const add = (root: Omit<TypeRoot, 'nodes'>, nodes: number[]): void => {
    if (nodes.length === 0) return;
    roots.push(root);
    ids.push(nodes);
  };
  for (const file of files) {
    for (const { name, type } of topVariables(project, side, file)) {
      add({ file, name }, graph.add(type));
    }
  }
  for (const { file, model, position } of texts) {
    for (const fn of model.functions.slice(1)) {
      const here = { file, function: functionLabel(fn) };
      for (const [variable, name] of variableLabels(fn)) {
        const type = typeOfVariable(project, side, file, position(variable.offset), variable.name);
        if (type) add({ ...here, name }, graph.add(type));
      }
      const self = typeOfThis(project, side, file, position(fn.start));
      if (self) add({ ...here, name: 'this' }, graph.add(self));
    }
  }
  const { nodes, ids: found } = graph.finish(ids);
  return {
    nodes,
    roots: roots.flatMap((root, at) => {
      const own = found[at] ?? [];
      return own.length > 0 ? [{ ...root, nodes: own }] : [];
    }),
  };
}

/** The way from a root to values of one changed type, e.g. `jobs[].next`; undefined where there is none. */
export function wayTo({ nodes }: TypeReach, root: TypeRoot, target: number): string | undefined {
  const open = root.nodes.map((node) => ({ node, way: root.name }));
  const seen = new Set<number>();
  for (let next = open.shift(); next; next = open.shift()) {
    const node = nodes[next.node];
    if (!node || seen.has(next.node)) continue;
    seen.add(next.node);
    if (node.target === target) return next.way;
    const { way } = next;
    const follow = (to: readonly number[] | undefined, step: string): void => {
      for (const id of to ?? []) open.push({ node: id, way: `${way}${step}` });
    };
    for (const [name, to] of Object.entries(node.fields ?? {})) follow(to, `.${name}`);
    follow(node.items, '[]');
    follow(node.keys, '.keys()');
    follow(node.values, '.values()');
    follow(node.entries, '[…]');
  }
  return undefined;
}
