import { carryPlanOverrides } from '../language-server/planning/index.js';
import { Models } from '../language-server/server/analysis/models.js';
import type { Base } from '../language-server/server/analysis/types.js';
import { textOnDisk } from '../language-server/server/typing/type-check.js';
import { carryTypeDecisions } from '../language-server/types/into-plan.js';
import { typedPlan, type TypedPlan } from '../language-server/types/typed-plan.js';
import type { UpdatePlan } from '../protocol/plan.js';
import type { SessionRecord } from '../protocol/session.js';
import { call } from '../runtime-agent/client/connection.js';
import { fileKind } from '../runtime-agent/loader/file-kind.js';

/**
 * Adds to a plan what has become of types, where the program has a tsconfig.json.
 *
 * @param earlier a plan whose decisions are carried over
 */
export async function withTypes(
  session: SessionRecord,
  plan: UpdatePlan,
  earlier: UpdatePlan | undefined,
): Promise<TypedPlan> {
  const files = plan.modules.map(({ file }) => file).filter((file) => fileKind(file).typescript);
  if (files.length === 0) return { plan, diagnostics: [] };
  const { modules } = await call(session, 'baseline', undefined);
  const declared = await call(session, 'typeTexts', undefined);
  const bases = await basesOf(session, files, modules);
  const loaded = modules.map(({ file }) => file);
  const input = { plan, bases, declared, loaded, now: textOnDisk };
  const { plan: whole, diagnostics } = typedPlan(input, new Models());
  const decided = earlier ? carryTypeDecisions(earlier, carryPlanOverrides(earlier, whole)) : whole;
  return { plan: decided, diagnostics };
}

/** What runs of changed modules. */
async function basesOf(
  session: SessionRecord,
  files: readonly string[],
  modules: readonly { file: string; hash: string }[],
): Promise<Base[]> {
  const found: Base[] = [];
  for (const file of files) {
    const hash = modules.find((module) => module.file === file)?.hash;
    if (hash === undefined) continue;
    const source = await call(session, 'source', { hash });
    found.push({ ...source, target: `node${session.node.replace(/^v/, '')}`, id: hash });
  }
  return found;
}
