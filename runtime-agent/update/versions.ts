import { analyse, type Analysis } from '../../program-model/emit/analysis.js';
import { emitModule } from '../../program-model/emit/module.js';
import { readRuns } from '../../program-model/emit/saved-runs.js';
import type { Run } from '../../program-model/emit/text.js';
import {
  chartSource,
  followEdit,
  LARGE_TEXT,
  modelSource,
  type FullSourceModel,
  type FunctionModel,
  type ModuleFormat,
  type Variable,
} from '../../program-model/model/index.js';
import { innermost } from './innermost.js';
import { textLines, type LineOf } from '../../language-server/planning/places.js';

/** The text of one version of a module, as the store holds it. */
export interface SourceText {
  id: string;
  hash: string;
  text: string;
  format: ModuleFormat;
  /** Loaded with a continuation point at every statement, for a debugger. */
  statements?: boolean;
  /** What its loader has left in the store of a large text under its hash. */
  stored?: StoredParts;
}

/** Parts of what is made from a text; undefined for what the store does not have. */
export interface StoredParts {
  hash: string;
  charts(): string | undefined;
  runs(): string | undefined;
}

/** One version of a module with what was derived from its text, made when first needed. */
export class Version {
  #model: FullSourceModel | undefined;
  #analysis: Analysis | undefined;
  #runs: Run[] | undefined;
  readonly #variables = new Map<number, ReadonlyMap<string, Variable>>();

  constructor(
    readonly source: SourceText,
    /** The author's line of an offset in the module text, where that is not what the author wrote. */
    readonly lines: LineOf = textLines(source.text),
    /** The text's model, where it has been made already. */
    model?: FullSourceModel,
  ) {
    this.#model = model;
  }

  /** A version of the same text with another hash: what is kept of it has flags of its own. */
  under(hash: string): Version {
    const version = new Version({ ...this.source, hash }, this.lines);
    version.#analysis = this.analysis.under(hash);
    return version;
  }

  /** A version with another text, whose model is made from this one's where it can be. */
  edited(text: string, hash: string, lines: LineOf): Version {
    const model = followEdit(this.model, text);
    const { stored: _, ...source } = this.source;
    return new Version({ ...source, text, hash }, lines, model);
  }

  /** The same text as it comes back in a later version, with the same model. */
  again(hash: string): Version {
    return new Version({ ...this.source, hash }, this.lines, this.model);
  }

  /** The same with nothing made from its text. */
  bare(): Version {
    return new Version(this.source, this.lines);
  }

  get hash(): string {
    return this.source.hash;
  }

  get analysis(): Analysis {
    return (this.#analysis ??= analyse(this.#model ?? modelOf(this.source), this.hash));
  }

  get model(): FullSourceModel {
    return this.#model ?? this.analysis.model;
  }

  /** The variable of a key, which says where it is declared. */
  variable(key: string): Variable | undefined {
    const offset = Number.parseInt(key.slice(key.lastIndexOf('@') + 1), 10);
    const { functions } = this.model;
    // A function's name stands in its own text, but is a variable of the code around it.
    for (let fn = innermost(this, offset); fn; fn = functions[fn.parent]) {
      const found = this.#variablesOf(fn).get(key);
      if (found) return found;
    }
    return undefined;
  }

  /** By key; of two with the same one, the last. */
  #variablesOf({ index, variables }: FunctionModel): ReadonlyMap<string, Variable> {
    const known = this.#variables.get(index);
    if (known) return known;
    const found = new Map(variables.map((variable) => [variable.key, variable]));
    this.#variables.set(index, found);
    return found;
  }

  /** Index of the function that a variable belongs to; undefined for those of other texts. */
  ownerOf(variable: Variable): number | undefined {
    return this.model.variableOf.has(variable) ? variable.owner : undefined;
  }

  /** The author's place of an offset in the module text. */
  placeAt(offset: number): { file: string; line: number } {
    return { file: this.source.id, line: this.lines(offset) };
  }

  /** Which part of the instrumented text came from where. */
  get runs(): Run[] {
    return (this.#runs ??= this.#storedRuns() ?? emitModule(this.analysis, this.hash).runs);
  }

  /** To emit a large text whole, while threads may stand still for it, takes seconds. */
  #storedRuns(): Run[] | undefined {
    const { stored, text } = this.source;
    if (stored?.hash !== this.hash || text.length < LARGE_TEXT) return undefined;
    const runs = stored.runs();
    return runs === undefined ? undefined : readRuns(runs);
  }
}

/** An update looks at few functions of a large text. */
function modelOf({ stored, ...source }: SourceText): FullSourceModel {
  if (source.text.length < LARGE_TEXT) return modelSource(source);
  return chartSource(source, { charts: stored?.charts() });
}
