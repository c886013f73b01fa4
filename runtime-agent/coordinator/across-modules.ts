import {
  inferAcross,
  noteMoves,
  type ProgramCorrespondence,
} from '../../language-server/inference/index.js';
import { Elsewhere, type LineOf } from '../../language-server/planning/index.js';
import type { Lineage, PushOptions } from '../update/lineage.js';
import type { Candidate } from '../update/plan-decisions.js';
import { relateSteps, type Newcomer } from '../update/relations.js';
import type { Change } from './update-sources.js';

/** What corresponds between all modules of one update. */
export class AcrossModules {
  readonly #program: ProgramCorrespondence;
  /** The author's lines of each text. */
  readonly #lines: { old: Map<string, LineOf>; now: Map<string, LineOf> };

  /** @param leaving modules that are out of use from now on */
  constructor(
    candidates: readonly Candidate[],
    readonly newcomers: readonly Newcomer[],
    leaving: readonly Lineage[],
  ) {
    const newest = newcomers.map(({ version }) => version);
    this.#lines = {
      old: new Map(candidates.map(({ from }) => [from.source.id, from.lines])),
      now: new Map(
        [...candidates.map(({ to }) => to), ...newest].map((v) => [v.source.id, v.lines]),
      ),
    };
    this.#program = inferAcross([
      ...candidates.map(({ from, to }) => ({
        id: to.source.id,
        old: from.model,
        now: to.model,
      })),
      ...newcomers.map(({ version: { model } }) => ({ id: model.id, now: model })),
      ...leaving.map(({ newest: { model } }) => ({ id: model.id, old: model })),
    ]);
  }

  /** What went from one module to another, as a module's plan tells it. */
  elsewhereOf({ to }: Candidate): Elsewhere {
    return new Elsewhere(this.#program, to.source.id, (file, side) => this.#lines[side].get(file));
  }

  /** How to advance a module: with what is known, or, where there are decisions, with what matters. */
  optionsFor({ to }: Candidate, decided?: PushOptions): PushOptions {
    const own = this.#program.files.find((file) => file.old === to.source.id);
    if (own === undefined) return { ...decided };
    const { correspondence, elsewhere } = own;
    return decided?.overrides ? { ...decided, elsewhere } : { ...decided, correspondence };
  }

  /** Notes in the steps what went from one module to another; the newcomers that something went to. */
  relate(changes: readonly Change[]): Newcomer[] {
    const byId = new Map(changes.map((change) => [change.step.to.source.id, change]));
    noteMoves(this.#program, (id) => byId.get(id)?.step.correspondence);
    const come = new Map(this.newcomers.map((item) => [item.version.source.id, item]));
    const reached = relateSteps(this.#program, byId, come);
    return this.newcomers.filter((item) => reached.has(item.version.source.id));
  }
}
