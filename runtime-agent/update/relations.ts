import type { MovedBinding, ProgramCorrespondence } from '../../language-server/inference/index.js';
import { isPrimitiveConstant } from '../../language-server/inference/initialisers.js';
import type { Lineage } from './lineage.js';
import type { Step } from './step.js';
import type { Version } from './versions.js';

/** A module that takes part in an update without a step of its own: its text is new to the program. */
export interface Newcomer {
  lineage: Lineage;
  version: Version;
}

/**
 * Takes what went from one module to another over into the steps of an update.
 *
 * @returns the newcomers that something went to
 */
export function relateSteps(
  program: ProgramCorrespondence,
  steps: ReadonlyMap<string, { lineage: Lineage; step: Step }>,
  newcomers: ReadonlyMap<string, Newcomer>,
): Set<string> {
  const reached = new Set<string>();
  for (const { from, to, correspondence } of program.moved) {
    const source = steps.get(from)?.step;
    const newcomer = newcomers.get(to);
    const lineage = newcomer?.lineage ?? steps.get(to)?.lineage;
    const version = newcomer?.version ?? steps.get(to)?.step.to;
    if (!source || !lineage || !version) continue;
    source.moves.push({ correspondence, lineage, to: version });
    if (newcomer) reached.add(to);
  }
  for (const binding of program.bindings) {
    const source = steps.get(binding.from.id)?.step;
    if (!source || isPrimitiveConstant(binding.to.variable)) continue;
    if (takeOver(binding, source, steps, newcomers)) reached.add(binding.to.id);
  }
  return reached;
}

/** Whether the binding went to a newcomer. */
function takeOver(
  { from, to }: MovedBinding,
  source: Step,
  steps: ReadonlyMap<string, { step: Step }>,
  newcomers: ReadonlyMap<string, Newcomer>,
): boolean {
  const emitted = source.from.analysis.emittedNames.get(from.variable);
  const taken = {
    key: to.variable.key,
    from: source.from,
    name: emitted ?? from.variable.name,
  };
  const newcomer = newcomers.get(to.id);
  if (newcomer) source.given.push({ ...taken, to: newcomer.version, variable: to.variable });
  else steps.get(to.id)?.step.taken.push(taken);
  return newcomer !== undefined;
}
