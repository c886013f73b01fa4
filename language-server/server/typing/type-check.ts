import { readFileSync } from 'node:fs';
import type { TypeText } from '../../../protocol/baseline.js';
import type { UpdatePlan } from '../../../protocol/plan.js';
import type { ParsedSources } from '../../types/index.js';
import { typedPlan, type TypedPlan } from '../../types/typed-plan.js';
import { Models } from '../analysis/models.js';
import type { Base } from '../analysis/types.js';

/** A plan to be looked at with TypeScript's eyes. */
export interface TypeRequest {
  plan: UpdatePlan;
  /** What runs of its TypeScript modules. */
  bases: readonly Base[];
  /** Old texts of files that the program does not run. */
  declared: readonly TypeText[];
  loaded: readonly string[];
  /** Buffers; other files are read from disk. */
  buffers: readonly { file: string; text: string }[];
}

/** Looks at plans; what it has parsed and modelled it keeps for the next one. */
export class TypeCheck {
  readonly #models = new Models();
  readonly #sources: ParsedSources = new Map();

  /** @throws what TypeScript, or a text that does not parse, throws */
  run({ buffers, ...input }: TypeRequest): TypedPlan {
    const open = new Map(buffers.map(({ file, text }) => [file, text]));
    const now = (file: string): string | undefined => open.get(file) ?? textOnDisk(file);
    return typedPlan({ ...input, now }, this.#models, this.#sources);
  }
}

export function textOnDisk(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // gone
  }
}
