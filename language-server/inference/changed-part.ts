import { isFunctionNode } from '../../program-model/model/estree.js';
import { sharedEnds, type SharedEnds } from '../../program-model/model/shared-ends.js';
import type { FunctionModel, SourceModel } from '../../program-model/model/types.js';

/** Tells where two texts differ, by the text that both begin and end with. */
export class ChangedPart {
  #ends: SharedEnds | undefined;

  constructor(
    readonly old: SourceModel,
    readonly now: SourceModel,
  ) {}

  /** Whether all that differs is in the bodies of two functions, given by their indices. */
  isInside(oldFn: number, nowFn: number): boolean {
    return this.#holds(this.old, oldFn) && this.#holds(this.now, nowFn);
  }

  #holds({ functions, text }: SourceModel, index: number): boolean {
    const { prefix, suffix } = (this.#ends ??= sharedEnds(this.old.text, this.now.text));
    const { node } = functions[index] as FunctionModel;
    return isFunctionNode(node) && node.body.start < prefix && node.end > text.length - suffix;
  }
}
