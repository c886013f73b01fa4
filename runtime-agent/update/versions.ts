import { analyse, type Analysis } from '../../program-model/emit/analysis.js';
import { emitModule } from '../../program-model/emit/module.js';
import type { Run } from '../../program-model/emit/text.js';
import {
  modelSource,
  type FullSourceModel,
  type ModuleFormat,
} from '../../program-model/model/index.js';

/** The text of one version of a module, as the store holds it. */
export interface SourceText {
  id: string;
  hash: string;
  text: string;
  format: ModuleFormat;
  /** Loaded with a continuation point at every statement, for a debugger. */
  statements?: boolean;
}

/** One version of a module with what was derived from its text, made when first needed. */
export class Version {
  #analysis: Analysis | undefined;
  #runs: Run[] | undefined;

  constructor(readonly source: SourceText) {}

  get hash(): string {
    return this.source.hash;
  }

  get analysis(): Analysis {
    return (this.#analysis ??= analyse(modelSource(this.source), this.hash));
  }

  get model(): FullSourceModel {
    return this.analysis.model;
  }

  /** Which part of the instrumented text came from where. */
  get runs(): Run[] {
    return (this.#runs ??= emitModule(this.analysis, this.hash).runs);
  }
}
