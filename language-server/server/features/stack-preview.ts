import {
  stackPreviewRequest,
  type PreviewFrame,
  type PreviewThread,
} from '../../../protocol/lsp/index.js';
import type { StackFrame } from '../../../protocol/results.js';
import type { ActiveView, ModuleView } from '../analysis/types.js';
import type { ServerContext } from '../context.js';
import { answering } from '../requests.js';
import type { Feature } from './feature.js';

/** The stacks of a session as they are now, beside what the pending changes make of them. */
export const stackPreviewFeature: Feature = {
  register(context) {
    context.connection.onRequest(
      stackPreviewRequest,
      answering((params) => preview(params?.session, params?.depth, context)),
    );
  },
};

async function preview(
  name: string | undefined,
  depth: number | undefined,
  context: ServerContext,
): Promise<PreviewThread[]> {
  const { comparisons, sessions } = context;
  const session = sessions.named(name);
  context.scan();
  if (await session.look(true)) for (const file of session.files) reschedule(file, context);
  const compared = await comparisons.allSettled();
  const views = new Map<string, ModuleView>();
  for (const { file, sides } of compared) {
    const view = sides.get(session.name)?.view;
    if (view?.isChanged === true) views.set(file, view);
  }
  const stack = await session.call('stack', depth === undefined ? undefined : { depth });
  const shown = (frame: StackFrame, count: number): PreviewFrame => {
    const { function: fn, file, line, column } = frame;
    const view = views.get(file);
    const becomes = view ? becomesIn(view, frame) : null;
    return { function: fn, file, line, column, becomes, count };
  };
  return stack.threads.map(({ id, name: thread, frames, activations, truncated }) => ({
    id,
    name: thread,
    frames: frames.map((frame) => shown(frame, 1)),
    suspended: activations.map((activation) => shown(activation, activation.count)),
    truncated,
  }));
}

/** Compares a file again, when it is compared at all. */
function reschedule(file: string, { comparisons }: ServerContext): void {
  if (comparisons.all().some((comparison) => comparison.file === file)) comparisons.schedule(file);
}

function becomesIn(
  view: ModuleView,
  { function: name, line }: StackFrame,
): PreviewFrame['becomes'] {
  const sameLine = view.active.filter(({ old }) => old.start.line === line - 1);
  const active: ActiveView | undefined =
    sameLine.find(({ function: path }) => path.endsWith(name)) ?? sameLine[0];
  if (active) {
    if (active.how === 'unchanged') return null;
    const { becomes, now, how, asks } = active;
    return { function: becomes, line: now ? now.start.line + 1 : null, how, asks };
  }
  const changed = view.functions.find(
    ({ entry }) => entry.old?.endsWith(name) === true && name !== '',
  );
  if (!changed) return null;
  return { function: changed.entry.now ?? null, line: null, how: 'unknown', asks: false };
}
