import type { Node } from '../../program-model/model/index.js';
import type { Diagnostic } from '../../protocol/diagnostics.js';
import type { KeptBindings } from './kept-bindings.js';
import type { Step } from './step.js';
import type { TopCode } from './top-code.js';

/** What the parts of a top's plan work on. */
export interface TopWork {
  step: Step;
  code: TopCode;
  kept: KeptBindings;
  /** Old top nodes by their new counterparts. */
  before: ReadonlyMap<Node, Node>;
  diagnostics: Diagnostic[];
  /** Modules to be loaded before the update commits. */
  imports: Set<string>;
}
