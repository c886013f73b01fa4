import type { PreviewFrame, PreviewThread } from '../../protocol/lsp/index.js';
import type { StackFrame, StackResult, ThreadStack } from '../../protocol/results.js';
import { baseName } from '../output/update-line.js';
import type { Translate } from '../translate.js';
import type { TreeNode } from './node.js';

/** Frames that are listed of a stack; more would tell nothing more. */
const SHOWN = 50;

const nameOf = (frame: { function: string }, t: Translate): string =>
  frame.function === '' ? t('(top level)') : frame.function;

const placeOf = ({ file, line }: { file: string; line: number }): string =>
  `${baseName(file)}:${line}`;

/** The stacks of a program, a line for each thread. */
export function threadNodes(session: string, stack: StackResult, t: Translate): TreeNode[] {
  return stack.threads.map((thread) => ({
    id: `${session}/thread/${thread.id}`,
    label: thread.name,
    description: thread.reason ?? stateText(thread, t),
    icon: 'server-process',
    session,
    children: [
      ...thread.frames
        .slice(0, SHOWN)
        .map((frame, index) =>
          frameNode(
            `${session}/thread/${thread.id}/${index}`,
            session,
            frame,
            'debug-stackframe',
            t,
          ),
        ),
      ...(thread.truncated || thread.frames.length > SHOWN
        ? [{ id: `${session}/thread/${thread.id}/more`, label: '…', icon: 'blank' }]
        : []),
      ...thread.activations.map((activation, index) => ({
        ...frameNode(
          `${session}/thread/${thread.id}/suspended/${index}`,
          session,
          activation,
          'debug-pause',
          t,
        ),
        description: `${versionOf(activation)}${placeOf(activation)} ${suspendedText(activation.count, t)}`,
      })),
    ],
  }));
}

function stateText({ state }: ThreadStack, t: Translate): string {
  switch (state) {
    case 'running':
      return t('running');
    case 'idle':
      return t('idle');
    case 'unreachable':
      return t('cannot be read');
  }
}

const versionOf = ({ version }: StackFrame): string => (version === null ? '' : `v${version} `);

const suspendedText = (count: number, t: Translate): string =>
  count === 1 ? t('suspended') : t('{0} suspended', count);

function frameNode(
  id: string,
  session: string,
  frame: StackFrame,
  icon: string,
  t: Translate,
): TreeNode {
  const { file, line } = frame;
  return {
    ...{ id, session, icon, file, line },
    label: nameOf(frame, t),
    description: `${versionOf(frame)}${placeOf(frame)}`,
    tooltip: file,
    context: 'frame',
    command: 'restitch.openPlace',
  };
}

/** The frames of a function that would change, and where each would go on. */
export function previewNodes(
  id: string,
  session: string,
  names: readonly string[],
  threads: readonly PreviewThread[],
  t: Translate,
): TreeNode[] {
  const isMeant = ({ function: fn, becomes }: PreviewFrame): boolean =>
    becomes !== null &&
    names.some((name) => fn === name || name.endsWith(fn) || becomes.function === name);
  return threads.flatMap(({ id: thread, name, frames, suspended }) =>
    [...frames, ...suspended]
      .filter(isMeant)
      .slice(0, SHOWN)
      .map((frame, index) => {
        const { file, line, becomes, count } = frame;
        const target = becomes?.line ?? line;
        const asks = becomes?.asks === true;
        return {
          id: `${id}/${thread}/${index}`,
          label: t('line {0} → {1}', line, becomes?.line ?? '?'),
          description: [name, becomes?.how ?? '', count > 1 ? `×${count}` : ''].join(' ').trim(),
          tooltip: asks ? t('This frame needs a decision.') : nameOf(frame, t),
          icon: asks ? 'question' : 'debug-stackframe',
          ...(asks ? { color: 'list.warningForeground' } : {}),
          ...{ session, file, line: target, context: 'frame', command: 'restitch.openPlace' },
        };
      }),
  );
}
