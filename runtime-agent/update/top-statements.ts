import type { Node } from '../../program-model/model/index.js';
import type { Step } from './step.js';
import type { Version } from './versions.js';

/** Whether a statement's own code differs, apart from functions inside it. */
export const differs = (step: Step, old: Node, now: Node): boolean =>
  ownText(step.from, old) !== ownText(step.to, now);

/** A statement's text without the functions and classes in it. */
function ownText({ source, model }: Version, node: Node): string {
  let text = '';
  let at = node.start;
  for (const fn of model.functions) {
    if (fn.start < at || fn.end > node.end || fn.start < node.start || fn.index === 0) continue;
    text += source.text.slice(at, fn.start);
    at = fn.end;
  }
  return text + source.text.slice(at, node.end);
}
