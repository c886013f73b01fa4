import { fileURLToPath } from 'node:url';
import type { PendingChange, PreviewThread } from '../../protocol/lsp/index.js';
import type { StackResult } from '../../protocol/results.js';
import { rollbacksTo } from '../history/history.js';
import { baseName, milliseconds } from '../output/update-line.js';
import type { LiveSession, SeenUpdate } from '../sessions/live-session.js';
import { statusText, type StatusFacts } from '../status/status-text.js';
import type { Translate } from '../translate.js';
import { previewNodes, threadNodes } from './frame-nodes.js';
import type { TreeNode } from './node.js';

/** What the view of the sessions is made of. */
export interface SessionFacts extends StatusFacts {
  entry: string;
  pid: number;
  isFocused: boolean;
  updates: SeenUpdate[];
  /** With what keeps them from being applied. */
  pendingChanges: PendingChange[];
  preview: () => Promise<PreviewThread[]>;
  stack: () => Promise<StackResult>;
}

const asking = 'list.warningForeground';

/** The line of a session, with its pending changes and its versions below. */
export function sessionNode(facts: SessionFacts, t: Translate): TreeNode {
  const { session, entry, pid, isFocused, updates, version, pendingChanges } = facts;
  const status = statusText({ ...facts, sessions: 1 }, t);
  const newestFirst = [...updates].reverse();
  return {
    id: session,
    label: session,
    description: status.text.replace(/^\$\(.*?\) /, ''),
    tooltip: t('{0}, process {1}. {2}', entry, pid, status.tooltip),
    icon: isFocused ? 'target' : 'vm-running',
    ...(status.severity === 'warning' ? { color: asking } : { color: 'testing.iconPassed' }),
    context: isFocused ? 'session.focused' : 'session',
    session,
    file: entry,
    isExpanded: true,
    children: [
      ...(pendingChanges.length > 0 ? [pendingNode(facts, t)] : []),
      {
        id: `${session}/stacks`,
        label: t('Stacks'),
        description: t('as they are now'),
        icon: 'layers',
        session,
        children: async () => threadNodes(session, await facts.stack(), t),
      },
      ...newestFirst.map((update) => versionNode(session, update, version, updates, t)),
    ],
  };
}

function pendingNode(facts: SessionFacts, t: Translate): TreeNode {
  const { session, pendingChanges, questions } = facts;
  const uris = [...new Set(pendingChanges.map(({ uri }) => uri))];
  const { length } = pendingChanges.filter(({ kind }) => kind !== 'obstacle');
  const changes = length === 1 ? t('1 change') : t('{0} changes', length);
  // Of a text that cannot be read nobody knows what it changes.
  const count = length === 0 ? t('cannot be applied') : changes;
  return {
    id: `${session}/pending`,
    label: t('Pending'),
    description: questions > 0 ? `${count}, ${questionsText(questions, t)}` : count,
    icon: questions > 0 ? 'question' : 'zap',
    ...(questions > 0 ? { color: asking } : {}),
    context: 'pending',
    session,
    isExpanded: true,
    children: uris.map((uri) => {
      const file = pathOf(uri);
      const changes = pendingChanges.filter((change) => change.uri === uri);
      return {
        id: `${session}/pending/${uri}`,
        label: baseName(file),
        tooltip: file,
        icon: 'file-code',
        context: 'changedFile',
        ...{ session, file, command: 'restitch.comparePending', isExpanded: true },
        children: changes.map((change, index) => changeNode(facts, file, change, index, t)),
      };
    }),
  };
}

const questionsText = (questions: number, t: Translate): string =>
  questions === 1 ? t('1 question') : t('{0} questions', questions);

const kindIcons: Record<PendingChange['kind'], string> = {
  function: 'symbol-method',
  class: 'symbol-class',
  binding: 'symbol-variable',
  statement: 'symbol-event',
  import: 'symbol-module',
  export: 'symbol-module',
  obstacle: 'error',
};

function changeNode(
  { session, preview }: SessionFacts,
  file: string,
  change: PendingChange,
  index: number,
  t: Translate,
): TreeNode {
  const { kind, name, change: what, reason, range, frames, suspended, questions } = change;
  const id = `${session}/pending/${file}/${index}/${kind}/${name}`;
  const activity = [
    ...(frames > 0 ? [frames === 1 ? t('1 frame') : t('{0} frames', frames)] : []),
    ...(suspended > 0 ? [t('{0} suspended', suspended)] : []),
  ];
  return {
    id,
    label: name === '' ? t('(top level)') : name,
    description: kind === 'obstacle' ? '' : [what, ...activity].join(', '),
    ...(reason === '' ? {} : { tooltip: reason }),
    icon: questions > 0 ? 'question' : kindIcons[kind],
    ...(questions > 0 ? { color: asking } : {}),
    ...{ session, file, line: range.start.line + 1, command: 'restitch.openPlace' },
    context: questions > 0 ? 'change.asks' : 'change',
    ...(frames + suspended > 0
      ? { children: async () => previewNodes(id, session, [name], await preview(), t) }
      : {}),
  };
}

/** A version that ran, or runs, with the files that came with it. */
export function versionNode(
  session: string,
  { entry, plan }: SeenUpdate,
  running: number,
  all: readonly SeenUpdate[],
  t: Translate,
): TreeNode {
  const { version, kind, time, changes, pauseMs, framesRebuilt } = entry;
  const history = all.map((update) => update.entry);
  const isReachable = rollbacksTo(history, version) !== undefined;
  const isLive = version === running;
  const figures =
    kind === 'start'
      ? t('as it was started')
      : t('{0}, {1} frames', milliseconds(pauseMs), framesRebuilt);
  const icons = { start: 'circle-outline', update: 'zap', rollback: 'discard' } as const;
  return {
    id: `${session}/v${version}`,
    label: isLive ? t('v{0} live', version) : `v${version}`,
    description: `${figures} · ${new Date(time).toLocaleTimeString(undefined, { timeStyle: 'short' })}`,
    tooltip: t(
      '{0} {1}, paused for {2}, {3} frames moved',
      ...[kindText(kind, t), new Date(time).toLocaleString()],
      ...[milliseconds(pauseMs), framesRebuilt],
    ),
    icon: isLive ? 'pass-filled' : icons[kind],
    ...(isLive ? { color: 'testing.iconPassed' } : {}),
    context: isReachable ? 'version.reachable' : 'version',
    ...{ session, version },
    children: changes.map(({ file }) => {
      const functions = plan?.modules.find((module) => module.file === file)?.functions ?? [];
      return {
        id: `${session}/v${version}/${file}`,
        label: baseName(file),
        tooltip: file,
        icon: 'file-code',
        context: 'versionFile',
        ...{ session, file, version, command: 'restitch.compareVersion' },
        children: functions.map(({ now, old, change, reason }) => ({
          id: `${session}/v${version}/${file}/${now ?? old ?? ''}`,
          label: now ?? old ?? '',
          ...{ description: change, tooltip: reason, icon: 'symbol-method' },
          ...{ session, file, version },
        })),
      };
    }),
  };
}

function kindText(kind: SeenUpdate['entry']['kind'], t: Translate): string {
  switch (kind) {
    case 'start':
      return t('Started');
    case 'update':
      return t('Updated');
    case 'rollback':
      return t('Rolled back');
  }
}

/** The versions of a session, newest first, for the view of the history. */
export function historyNode(session: LiveSession, t: Translate): TreeNode {
  const { name, version, hasEnded, updates } = session;
  const running = hasEnded ? -1 : version;
  return {
    id: `history/${name}/${session.record.pid}`,
    label: name,
    description: hasEnded ? t('ended') : t('v{0} live', version),
    icon: hasEnded ? 'circle-slash' : 'vm-running',
    session: name,
    context: hasEnded ? 'pastSession' : 'session',
    isExpanded: !hasEnded,
    children: [...updates].reverse().map((update) => {
      const node = versionNode(name, update, running, updates, t);
      const { context, ...rest } = node;
      const id = `history/${session.record.pid}/${node.id}`;
      return { ...rest, id, ...(hasEnded || context === undefined ? {} : { context }) };
    }),
  };
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}
