import {
  overrideRequest,
  serverCommands,
  type Decision,
  type OverrideAnswer,
  type OverrideParams,
} from '../../../protocol/lsp/index.js';
import { comparisonOf, type ServerContext } from '../context.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** Takes the developer's decisions, from quick fixes and from clients of their own accord. */
export const overrideFeature: Feature = {
  capabilities: { executeCommandProvider: { commands: [serverCommands.override] } },
  register(context) {
    const { connection } = context;
    const handle = (params: OverrideParams): Promise<OverrideAnswer> =>
      decide(textIn(params, 'uri'), params.decision, context);
    connection.onRequest(overrideRequest, answering(handle));
    connection.onExecuteCommand(
      answering(({ command, arguments: given }) => {
        if (command !== serverCommands.override) throw new Error(`There is no command ${command}.`);
        return handle((given?.[0] ?? {}) as OverrideParams);
      }),
    );
  },
};

async function decide(
  uri: string,
  decision: Decision,
  context: ServerContext,
): Promise<OverrideAnswer> {
  textIn(decision, 'section');
  const file = context.texts.fileOf(uri);
  if (decision.section === 'types') return answerTo(file, decision, context);
  const comparison = await comparisonOf(context, uri);
  const before = comparison && context.decisions.of(comparison.file);
  let reason: string | undefined = 'No session runs this file, or it has not changed.';
  for (const { view } of comparison?.sides.values() ?? []) {
    if (!view || !comparison) continue;
    reason = context.decisions.decide(comparison.file, view.plan, decision);
    if (reason === undefined) break;
  }
  // What only TypeScript asks about is no entry of a comparison's plan.
  if (reason !== undefined && answerTo(file, decision, context).accepted) return { accepted: true };
  if (reason !== undefined || !comparison) return { accepted: false, reason: reason ?? '' };
  context.comparisons.schedule(comparison.file);
  const settled = await context.comparisons.settled(comparison.file);
  const problems = [...(settled?.sides.values() ?? [])].flatMap(({ view }) => view?.problems ?? []);
  const [problem] = problems;
  if (!problem) return { accepted: true };
  context.decisions.restore(comparison.file, before);
  context.comparisons.schedule(comparison.file);
  return { accepted: false, reason: problem.message };
}

function answerTo(
  file: string | undefined,
  decision: Decision,
  { types }: ServerContext,
): OverrideAnswer {
  const unknown = 'There is no such file.';
  const reason = file === undefined ? unknown : types.decide(file, decision);
  return reason === undefined ? { accepted: true } : { accepted: false, reason };
}
