import { functionLabel } from '../../language-server/inference/index.js';
import type {
  Correspondence,
  CorrespondenceOverrides,
  FrameDecision,
} from '../../language-server/inference/index.js';
import type { Variable } from '../../program-model/model/index.js';
import type { Lineage } from './lineage.js';
import type { StateDecisions } from './state-decisions.js';
import type { StepTouch, TypeDecisions } from './type-decisions.js';
import type { Version } from './versions.js';

/** One step from a version of a module to the next. */
export interface Step {
  from: Version;
  to: Version;
  correspondence: Correspondence;
  /** Every function counts as changed. */
  isForced: boolean;
  /** Keys of new bindings that are imported from elsewhere than the old ones they stand for. */
  otherImports: ReadonlySet<string>;
  /** What the developer has decided about functions, frames and variables. */
  overrides: CorrespondenceOverrides | undefined;
  /** What the developer has decided about the module's state. */
  decisions: StateDecisions;
  /** What the developer has decided about values of changed types; the same in all of an update's steps. */
  types: TypeDecisions | undefined;
  /** By old function, what of its frames is walked for such values. */
  touched: ReadonlyMap<number, readonly StepTouch[]>;
  /** Old functions of whose activations the developer has decided, changed or not. */
  decided: Set<number>;
  /** Old functions whose code some activations finish in. */
  kept: Map<number, KeptVersion>;
  /** Where functions are that went to other modules. */
  moves: Move[];
  /** Module state that comes from other modules. */
  taken: TakenBinding[];
  /** Module state that a module has taken over which has no step in this update. */
  given: GivenBinding[];
  /** The module is no longer in use, though its text is the same: what moved is not there any more. */
  isDormant: boolean;
  /** Old functions in which a name of the module's scope means another binding now. */
  rebound: ReadonlySet<number>;
}

/** What went from one module to another in an update: a correspondence of those functions alone. */
export interface Move {
  correspondence: Correspondence;
  lineage: Lineage;
  to: Version;
}

/** A binding that continues one of another module. */
export interface TakenBinding {
  /** `name@offset` of the new variable. */
  key: string;
  /** The version of the other module that declared it, and its name there. */
  from: Version;
  name: string;
}

/** The same, for a module whose text is loaded as it is. */
export interface GivenBinding extends TakenBinding {
  to: Version;
  variable: Variable;
}

/** A version under which the last activations of one old function finish. */
export interface KeptVersion {
  version: Version;
  of: Version;
  fn: number;
}

/** Old functions about whose activations a decision of some kind was made. */
export function decidedIn(
  from: Version,
  overrides: CorrespondenceOverrides | undefined,
  isMeant: (choice: FrameDecision) => boolean,
): number[] {
  const paths = new Set<string>();
  for (const [path, choices] of Object.entries(overrides?.points ?? {})) {
    if (Object.values(choices).some(isMeant)) paths.add(path);
  }
  for (const range of overrides?.ranges ?? []) {
    if (isMeant(range.choice)) paths.add(range.function);
  }
  if (paths.size === 0) return [];
  return from.model.functions.filter((fn) => paths.has(functionLabel(fn))).map((fn) => fn.index);
}

/** The move of a function that has no counterpart in its module. */
export function moveIn({ correspondence, isDormant, moves }: Step, fn: number): Move | undefined {
  if (!isDormant && correspondence.functionFor(fn)?.now !== undefined) return undefined;
  return moves.find((move) => move.correspondence.functionFor(fn)?.now !== undefined);
}
