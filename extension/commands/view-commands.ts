import { commands, Range, Uri, window } from 'vscode';
import { rollbacksTo } from '../history/history.js';
import type { SessionFocus } from '../sessions/focus.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Disposable } from '../signal.js';
import type { PendingState } from '../state/pending.js';
import type { Translate } from '../translate.js';
import type { LiveUpdates } from '../update/live-updates.js';
import type { Versions } from '../versions/versions.js';
import type { TreeNode } from '../views/node.js';

export interface ViewCommandParts {
  sessions: SessionRegistry;
  focus: SessionFocus;
  versions: Versions;
  updates: LiveUpdates;
  pending: PendingState;
  t: Translate;
}

/** The commands of lines of the views, and those about versions. */
export function registerViewCommands(parts: ViewCommandParts): Disposable[] {
  const { sessions, focus, versions, pending } = parts;
  const sessionOf = ({ session = '' }: TreeNode): LiveSession | undefined =>
    sessions.named(session) ?? sessions.past.find(({ name }) => name === session);
  const onVersionFile = (
    id: string,
    work: (session: LiveSession, file: string, version: number) => Promise<void>,
  ): Disposable =>
    commands.registerCommand(`restitch.${id}`, async (node: TreeNode) => {
      const session = sessionOf(node);
      const { file, version } = node;
      if (session && file !== undefined && version !== undefined)
        await work(session, file, version);
    });
  return [
    onVersionFile('compareVersion', (session, file, version) =>
      versions.compare(session, file, version - 1, version),
    ),
    onVersionFile('compareVersions', (session, file, version) =>
      versions.compareWithAnother(session, file, version),
    ),
    commands.registerCommand('restitch.comparePending', async (about?: TreeNode | Uri) => {
      const uri = window.activeTextEditor?.document.uri;
      const node = about && 'id' in about ? about : undefined;
      const file = about instanceof Uri ? about.fsPath : (node?.file ?? uri?.fsPath);
      if (file === undefined) return;
      const named = node && sessionOf(node);
      const session = named ?? sessions.withFile(file)[0] ?? (await focus.need());
      if (session) await versions.comparePending(session, file);
    }),
    commands.registerCommand('restitch.rollbackTo', async (node: TreeNode) => {
      const session = sessionOf(node);
      if (session && node.version !== undefined) await rollBackTo(session, node.version, parts);
    }),
    commands.registerCommand('restitch.openPlace', async ({ file, line = 1 }: TreeNode) => {
      if (file === undefined) return;
      const selection = new Range(line - 1, 0, line - 1, 0);
      await window.showTextDocument(Uri.file(file), { selection, preserveFocus: false });
    }),
    commands.registerCommand('restitch.refresh', async () => {
      await sessions.look();
      await Promise.all(sessions.live.map((session) => session.refresh()));
      await pending.refresh();
      sessions.changed.fire();
    }),
    commands.registerCommand('restitch.showHistory', () =>
      commands.executeCommand('restitch.history.focus'),
    ),
  ];
}

/** Takes updates back, one after another, until a version's code runs again. */
async function rollBackTo(
  session: LiveSession,
  version: number,
  { updates, t }: ViewCommandParts,
): Promise<void> {
  const steps = rollbacksTo(
    session.updates.map(({ entry }) => entry),
    version,
  );
  if (steps === undefined) return;
  const go = t('Go Back');
  const text =
    steps === 1
      ? t('Take back the last update of {0}? The code of v{1} runs again.', session.name, version)
      : t(
          'Take back {0} updates of {1}? The code of v{2} runs again.',
          ...[steps, session.name],
          version,
        );
  const detail = t('The files on disk stay as they are.');
  const chosen = await window.showWarningMessage(text, { modal: true, detail }, go);
  if (chosen !== go) return;
  for (let step = 0; step < steps; step++) {
    const end = await updates.request(session, { kind: 'rollback', cause: 'command' });
    if (end.kind !== 'applied') return;
  }
}
