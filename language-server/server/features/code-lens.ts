import type { CodeLens } from 'vscode-languageserver';
import { clientCommands } from '../../../protocol/lsp/index.js';
import type { FunctionView } from '../analysis/types.js';
import { comparisonOf, type ServerContext } from '../context.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** Above each changed function: what is active of it, and the way to the plan. */
export const codeLensFeature: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: false } },
  register(context) {
    context.connection.onCodeLens(
      answering((params) => lensesOf(textIn(params, 'textDocument', 'uri'), context)),
    );
  },
};

async function lensesOf(uri: string, context: ServerContext): Promise<CodeLens[]> {
  const comparison = await comparisonOf(context, uri);
  const canReview = context.client.options.clientCommands?.includes(clientCommands.review) === true;
  return [...(comparison?.sides.values() ?? [])].flatMap(({ session, view }) =>
    (view?.functions ?? []).flatMap((fn): CodeLens[] => {
      if (!fn.name || !fn.isOwn) return [];
      const title = activityText(fn);
      const command = canReview
        ? { title, command: clientCommands.review, arguments: [{ session: session.name }] }
        : { title, command: '' };
      return [{ range: fn.name, command }];
    }),
  );
}

const counted = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

/** `2 live frames, 1 suspended · review` */
export function activityText({ frames, suspended, entry }: FunctionView): string {
  const parts = [
    ...(frames > 0 ? [counted(frames, 'live frame')] : []),
    ...(suspended > 0 ? [`${suspended} suspended`] : []),
  ];
  const activity = parts.length === 0 ? 'not active' : parts.join(', ');
  const what = entry.change === 'changed' ? '' : `${entry.change}, `;
  return `${what}${activity} · review`;
}
