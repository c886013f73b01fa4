import type { Scope } from 'eslint-scope';
import { Archipelago } from '../follow/archipelago.js';
import { assembleWithIslands } from '../follow/assemble.js';
import { Island } from '../follow/island.js';
import { readIsland } from '../follow/read-island.js';
import { FunctionTable } from '../function-table.js';
import { modelSource, type FullSourceModel, type SourceInput } from '../index.js';
import { findObstacles } from '../obstacles.js';
import { syntaxErrorOf } from '../parse.js';
import { scopeOwner } from '../variables.js';
import { ChartingParser, ISLANDS, type IslandSizes } from './charting-parser.js';
import { Mainland } from './mainland-scopes.js';
import { MainlandWalk } from './mainland-walk.js';
import { chartsOf, readCharts, writeCharts } from './saved-charts.js';

export interface ChartOptions {
  sizes?: IslandSizes;
  /** What {@link saveCharts} has made of the text: then most of it is not even parsed. */
  charts?: string | undefined;
}

/** From so many characters on a text is large: its model does without most trees, and its charts are kept. */
export const LARGE_TEXT = 200_000;

/** What is known of the functions of a modelled text, to be kept for whoever models that text again. */
export const saveCharts = (model: FullSourceModel, sizes: IslandSizes = ISLANDS): string =>
  writeCharts(chartsOf(model, sizes), model.text);

/**
 * The model of a text, equal to what `modelSource` makes of it, that keeps the trees of few functions: of most of them only
 * what a model has to know of each, and they are parsed again when they are looked at. A whole tree of a large
 * module takes fifty times the room of its text, and most of the time goes into moving it about.
 *
 * @throws ModuleSyntaxError when the text does not parse
 */
export function chartSource(
  input: SourceInput,
  { sizes = ISLANDS, charts }: ChartOptions = {},
): FullSourceModel {
  const { id, text, format, statements = false } = input;
  const newIsland = (): Island => new Island((island) => readIsland(model, island));
  const saved = charts === undefined ? undefined : readCharts(charts, text);
  const parts = parsed();
  if (!parts) return modelSource(input);
  const { ast, charted } = parts;
  // In this order: see functionScopes.
  const mainland = new Mainland(ast, format, charted);
  const islands = new Archipelago(text);
  const found = new MainlandWalk(text, charted, islands).program(ast);
  if (!found) return modelSource(input);
  const owners = { functions: found.functions, functionOf: new FunctionTable(found.functions) };
  const scopes = mainland.withIslands(islands, (scope) => scopeOwner(owners, scope).index);
  const model: FullSourceModel = assembleWithIslands(
    { id, text, format, statements },
    { ...scopes, ast, islands, found, classes: [], tellingOf: () => undefined },
  );
  findObstacles(
    {
      ...{ functions: model.functions, functionOf: model.functionOf, scopes: model.scopes },
      ...{ nestedIn: model.nestedIn, scopesOf: (index) => model.scopesOf(index) },
      // Islands have nothing that concerns the code around them.
      tellingOf: (index) => (islands.of(index) ? [] : model.tellingOf(index)),
    },
    {
      functions: model.functions.filter(({ index }) => !islands.of(index)),
      scopes: scopes.list.filter((item): item is Scope => !(item instanceof Island)),
    },
  );
  return model;

  function parsed(): ReturnType<ChartingParser['chart']> {
    try {
      return new ChartingParser(text, format, sizes, newIsland, saved).chart();
    } catch (error) {
      throw syntaxErrorOf(id, error);
    }
  }
}
