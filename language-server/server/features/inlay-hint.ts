import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver';
import type { ModuleView } from '../analysis/types.js';
import { currentSides, type ServerContext } from '../context.js';
import { overlap } from '../positions.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** Behind the declaration of what was renamed: its name in the text that runs. */
export const inlayHintFeature: Feature = {
  capabilities: { inlayHintProvider: { resolveProvider: false } },
  register(context) {
    context.connection.languages.inlayHint.on(
      answering((params) => hintsIn(textIn(params, 'textDocument', 'uri'), params.range, context)),
    );
    context.comparisons.onSettled(() => {
      if (context.client.capabilities.workspace?.inlayHint?.refreshSupport !== true) return;
      void context.connection.languages.inlayHint.refresh().catch(() => undefined);
    });
  },
};

async function hintsIn(uri: string, range: Range, context: ServerContext): Promise<InlayHint[]> {
  const sides = await currentSides(context, uri);
  const hints = new Map<string, InlayHint>();
  for (const { view } of sides) {
    for (const { at, was } of view ? renamed(view) : []) {
      if (!overlap(at, range)) continue;
      const hint: InlayHint = {
        position: at.end,
        label: `← ${was}`,
        kind: InlayHintKind.Parameter,
        paddingLeft: true,
        tooltip: `This was ${was} in the text that runs; it keeps its value.`,
      };
      hints.set(JSON.stringify([hint.position, was]), hint);
    }
  }
  return [...hints.values()];
}

function renamed({ variables }: ModuleView): { at: Range; was: string }[] {
  return variables.flatMap(({ range, was }) => (was === null ? [] : [{ at: range, was }]));
}
