import * as v from 'valibot';
import { planDoesNotFit, RestitchError, unreadablePlan } from '../../protocol/diagnostics.js';
import type { Node } from '../../program-model/model/index.js';
import type { FrameOverride, Step } from './lineage.js';

/** The written part of a plan: how active frames go on where nothing corresponds. */
export const writtenPlan = v.looseObject({
  frames: v.optional(
    v.array(
      v.object({
        file: v.string(),
        /** Path of the old function. */
        function: v.string(),
        /** The statement of the old function that the frame is in, as its text begins. */
        within: v.string(),
        continue: v.object({
          /** Path of the new function. */
          function: v.string(),
          /** `loop`: at the start of a loop's body; `before`: in front of a statement. */
          at: v.picklist(['loop', 'before']),
          /** The new loop or statement, as its text begins. */
          text: v.string(),
          /** Expressions over the old frame's variables, by the names of the new ones. */
          variables: v.optional(v.record(v.string(), v.string()), {}),
        }),
        reason: v.optional(v.string()),
      }),
    ),
    [],
  ),
});

/**
 * Takes the decisions of a written plan over into the steps of an update.
 *
 * @throws RestitchError RS1006 for a plan that cannot be read, RS1212 for one that does not fit
 */
export function readOverrides(text: string, steps: readonly Step[]): void {
  let plan: v.InferOutput<typeof writtenPlan>;
  try {
    plan = v.parse(writtenPlan, JSON.parse(text));
  } catch (error) {
    throw new RestitchError(
      unreadablePlan('', error instanceof Error ? error.message : String(error)),
    );
  }
  for (const frame of plan.frames) {
    const step = steps.find(({ to }) => to.source.id.endsWith(frame.file));
    if (!step) throw new RestitchError(planDoesNotFit(undefined, `${frame.file} has not changed`));
    step.overrides.push(resolve(step, frame));
  }
}

function resolve(
  step: Step,
  frame: v.InferOutput<typeof writtenPlan>['frames'][number],
): FrameOverride {
  const { from, to } = step;
  const old = from.model.functions.find(({ path }) => path === frame.function);
  const now = to.model.functions.find(({ path }) => path === frame.continue.function);
  const within =
    old && findText(from.source.text, from.model.nodesOf[old.index] ?? [], frame.within);
  const target =
    now && findText(to.source.text, to.model.nodesOf[now.index] ?? [], frame.continue.text);
  const place = { file: to.source.id };
  if (!old || !within)
    throw new RestitchError(planDoesNotFit(place, `"${frame.within}" is not in ${frame.function}`));
  if (!now || !target)
    throw new RestitchError(
      planDoesNotFit(place, `"${frame.continue.text}" is not in ${frame.continue.function}`),
    );
  return {
    oldFn: old.index,
    within,
    fn: now.index,
    place: { kind: frame.continue.at, node: target, at: -1 },
    variables: new Map(Object.entries(frame.continue.variables)),
  };
}

/** The outermost statement whose text begins like this, white space apart. */
function findText(text: string, nodes: readonly Node[], beginning: string): Node | undefined {
  const wanted = squeeze(beginning);
  return nodes.find(
    (node) =>
      (node.type.endsWith('Statement') || node.type.endsWith('Declaration')) &&
      squeeze(text.slice(node.start, node.end)).startsWith(wanted),
  );
}

const squeeze = (text: string): string => text.replace(/[\s;]+/g, '');
