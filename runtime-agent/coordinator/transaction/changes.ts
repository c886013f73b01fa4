import type { ApplyOptions } from '../../../protocol/rpc.js';
import type { ModuleLoader } from '../../loader/module-loader.js';
import { parsePlan, readDecisions } from '../../update/plan-decisions.js';
import { typesIn } from '../../update/type-decisions.js';
import { checkTypes } from '../../update/type-questions.js';
import { transformerCompiler } from '../update-planning.js';
import type { Change, Sources } from '../update-sources.js';

/**
 * The changes of an update: the sources on disk, with the decisions of a plan.
 * @param version the session's version that the update makes
 * @throws {RestitchError} for sources or a plan that an update cannot be made of
 */
export function nextChanges(
  sources: Sources,
  loader: ModuleLoader,
  version: number,
  { plan: text, planFile = '', yes = false }: ApplyOptions,
): Change[] {
  const candidates = sources.findChanges(version);
  const plan = text === undefined ? undefined : parsePlan(text, planFile);
  if (candidates.length === 0) return [];
  const compile = transformerCompiler(loader, planFile);
  const decided = plan && readDecisions(plan, candidates, compile);
  if (plan) checkTypes(plan, yes);
  const types = plan && typesIn(plan, compile, `types ${version}`);
  const across = sources.compare(candidates);
  const changes = candidates.map((candidate) => {
    const options = across.optionsFor(candidate, decided?.get(candidate.to.source.id));
    return sources.advance(candidate, { ...options, types });
  });
  sources.relate(across, changes);
  return changes;
}
