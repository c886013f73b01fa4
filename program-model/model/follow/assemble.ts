import type { Scope } from 'eslint-scope';
import type { ClassNode, Node } from '../estree.js';
import { assembleModel, type FullSourceModel } from '../index.js';
import { scopeOwner } from '../variables.js';
import type { SourceModel } from '../types.js';
import type { Walked } from '../walk.js';
import type { Archipelago } from './archipelago.js';
import type { CopiedScopes, ScopeList } from './copy-scopes.js';
import { Island, type Land } from './island.js';

/** What following a further edit needs to know of a text with islands. */
export interface Charted {
  list: ScopeList;
  islands: Archipelago;
}

const charted = new WeakMap<FullSourceModel, Charted>();

/** Undefined for a model of which all is known. */
export const islandsOf = (model: FullSourceModel): Charted | undefined => charted.get(model);

export interface IslandParts extends CopiedScopes {
  ast: FullSourceModel['ast'];
  islands: Archipelago;
  /** Outside of islands. */
  found: Walked;
  /** Outside of islands, but those that were found. */
  classes: readonly ClassNode[];
  /** Of functions that were found without their insides. */
  tellingOf(index: number): readonly Node[] | undefined;
}

/** A model of a text whose islands are read when somebody looks at them. */
export function assembleWithIslands(
  source: Pick<SourceModel, 'id' | 'text' | 'format' | 'statements'>,
  { ast, manager, list, islands, found, ...parts }: IslandParts,
): FullSourceModel {
  const ownOf = <T>(index: number, land: (land: Land, at: number) => T, known: T): T => {
    const island = islands.of(index);
    return island ? land(island.land, index - island.root.index) : known;
  };
  let all: Scope[] | undefined;
  islands.scopes = () =>
    (all ??= list.flatMap((item) => (item instanceof Island ? item.land.scopes : [item])));
  Object.defineProperty(manager, 'scopes', { get: islands.scopes });
  let groups: Scope[][] | undefined;
  let classes: ClassNode[] | undefined;
  const model = assembleModel(source, {
    ast,
    scopes: manager,
    functions: found.functions,
    get classes() {
      return (classes ??= [...parts.classes, ...found.classes, ...islands.classes()].sort(
        (a, b) => a.start - b.start,
      ));
    },
    nodeOf: ({ index }) => ownOf(index, ({ nodes }, at) => nodes[at], undefined),
    tellingOf: (index) =>
      ownOf(
        index,
        ({ tellingOf }, at) => tellingOf[at],
        parts.tellingOf(index) ?? found.tellingOf[index],
      ) ?? [],
    scopesOf(index) {
      const island = islands.of(index);
      if (island) {
        return island.land.scopes.filter((scope) => scopeOwner(model, scope).index === index);
      }
      groups ??= groupScopes(model, list);
      return groups[index] ?? [];
    },
  });
  charted.set(model, { list, islands });
  return model;
}

/** The scopes of each function that is in no island. */
function groupScopes(model: FullSourceModel, list: ScopeList): Scope[][] {
  const groups: Scope[][] = model.functions.map(() => []);
  for (const item of list) {
    if (!(item instanceof Island)) groups[scopeOwner(model, item).index]?.push(item);
  }
  return groups;
}
