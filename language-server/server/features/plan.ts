import { planRequest, type PlanAnswer } from '../../../protocol/lsp/index.js';
import { PLAN_FORMAT, type ModulePlan } from '../../../protocol/plan.js';
import type { Diagnostic } from '../../../protocol/diagnostics.js';
import type { ServerContext } from '../context.js';
import { answering } from '../requests.js';
import { onlyDecided } from '../typing/type-decisions.js';
import type { Feature } from './feature.js';

/** The plan of a session's update, with the decisions made so far. */
export const planFeature: Feature = {
  register(context) {
    context.connection.onRequest(
      planRequest,
      answering(async (params) => {
        const answer = await planFor(params?.session, context);
        const { types } = params ?? {};
        const { decisions } = context.types;
        if (types !== true && (types !== 'decided' || decisions.isEmpty)) return answer;
        const session = context.sessions.named(answer.session);
        const plan = await context.types.typed(session, answer.plan);
        return { ...answer, plan: types === true ? plan : onlyDecided(plan, answer.plan) };
      }),
    );
  },
};

async function planFor(name: string | undefined, context: ServerContext): Promise<PlanAnswer> {
  const { comparisons, sessions, texts } = context;
  const session = sessions.named(name);
  context.scan();
  const modules: ModulePlan[] = [];
  const diagnostics: Diagnostic[] = [];
  const unsaved: string[] = [];
  for (const { file, uri, sides } of await comparisons.allSettled()) {
    const side = sides.get(session.name);
    if (!side) continue;
    if (side.problem) diagnostics.push(side.problem.diagnostic);
    if (side.view?.isChanged !== true && !side.problem) continue;
    if (!side.isGone && texts.isUnsaved(file)) unsaved.push(uri);
    if (side.problem || !side.view) continue;
    modules.push(side.view.plan);
    diagnostics.push(...side.view.findings.map(({ diagnostic }) => diagnostic));
  }
  modules.sort((a, b) => (a.file < b.file ? -1 : 1));
  const plan = { format: PLAN_FORMAT, modules } as const;
  return { session: session.name, plan, unsaved, diagnostics };
}
