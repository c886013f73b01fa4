import {
  commands,
  debug,
  DebugConfigurationProviderTriggerKind,
  workspace,
  Uri,
  window,
  type DebugSession,
} from 'vscode';
import { runningSessions } from '../../runtime-agent/client/sessions.js';
import type { Notices } from '../notifications/notices.js';
import type { Log } from '../output/log.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Settings } from '../settings/settings.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import { AdapterFactory } from './adapter-factory.js';
import { currentFile, debugType } from './configuration.js';
import {
  activeProgram,
  CurrentConfigurations,
  RestitchConfigurations,
} from './configuration-provider.js';
import type { DebugSessions } from './debug-sessions.js';
import { MovedBreakpoints } from './moved-breakpoints.js';
import { NodeConfigurations, nodeTypes } from './node-configurations.js';

export interface IntegrationParts {
  /** The folder of Restitch's bundles. */
  dist: string;
  /** The folder of session records. */
  sessionFolder: string;
  sessions: SessionRegistry;
  debugged: DebugSessions;
  settings: Settings;
  notices: Notices;
  log: Log;
  beforeGoingOn: (pid: number) => Promise<void> | undefined;
  t: Translate;
}

/** Everything that the editor's debugging needs to know. */
export function registerDebugging(parts: IntegrationParts): Disposable[] {
  const { dist, sessions, debugged, t } = parts;
  const current = new CurrentConfigurations(sessions, t);
  const node = new NodeConfigurations(dist, t);
  const adapterDied = (session: DebugSession, pid: number | undefined): void =>
    void attachAgain(session, pid, parts);
  return [
    debug.registerDebugConfigurationProvider(debugType, new RestitchConfigurations(sessions, t)),
    debug.registerDebugConfigurationProvider(
      debugType,
      current,
      DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    ...nodeTypes.map((type) => debug.registerDebugConfigurationProvider(type, node)),
    debug.registerDebugAdapterDescriptorFactory(
      debugType,
      new AdapterFactory({ ...parts, adapterDied }),
    ),
    new MovedBreakpoints(),
    ...nodeTypes.map((type) =>
      debug.registerDebugAdapterTrackerFactory(type, {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (message: { event?: string; body?: { systemProcessId?: number } }) => {
            const pid = message.event === 'process' ? message.body?.systemProcessId : undefined;
            if (pid !== undefined && isForRestitch(session)) debugged.note(session, pid);
          },
        }),
      }),
    ),
    debug.onDidChangeActiveDebugSession((session) => {
      const isNode = session?.type !== debugType && isForRestitch(session);
      void commands.executeCommand('setContext', 'restitch.debugsNode', isNode);
    }),
    commands.registerCommand('restitch.debugFile', async (uri?: unknown) => {
      const file = uri instanceof Uri ? uri.fsPath : activeProgram();
      if (file === undefined) {
        void window.showErrorMessage(t('Open the JavaScript or TypeScript file to debug.'));
        return;
      }
      const folder = workspace.getWorkspaceFolder(Uri.file(file));
      await debug.startDebugging(folder, currentFile(file, t));
    }),
    commands.registerCommand('restitch.pickSessionName', () => pickSessionName(parts)),
  ];
}

/** Whether a session of the built-in debugger, or the one that it came from, is to run under Restitch. */
function isForRestitch(session: DebugSession | undefined): boolean {
  for (let one = session; one; one = one.parentSession) {
    if (one.configuration['restitch'] === true) return true;
  }
  return false;
}

/** Has the developer pick one of all running sessions, for `${command:PickSession}`. */
async function pickSessionName({
  t,
  sessionFolder,
}: IntegrationParts): Promise<string | undefined> {
  const records = await runningSessions(sessionFolder);
  if (records.length === 0) {
    const hint = t('Start one in a terminal: restitch run <file>');
    void window.showInformationMessage(t('No program runs that can be updated. {0}', hint));
    return undefined;
  }
  const items = records.map(({ name, pid, entry, node }) => ({
    label: name,
    description: t('process {0}, Node {1}', pid, node),
    detail: entry,
  }));
  const title = t('Select the Session to Attach to');
  return (await window.showQuickPick(items, { title, matchOnDetail: true }))?.label;
}

/** A program outlives its debugger: it is attached to again. */
async function attachAgain(
  { name, workspaceFolder }: DebugSession,
  pid: number | undefined,
  { sessions, notices, t }: IntegrationParts,
): Promise<void> {
  const session = pid === undefined ? undefined : sessions.ofProcess(pid);
  const message = session
    ? t('The debug adapter has ended. {0} runs on and is attached to again.', session.name)
    : t('The debug adapter has ended.');
  void notices.show({ reason: 'adapter', severity: 'warning', message, actions: [] });
  if (!session) return;
  const config = { type: debugType, request: 'attach', name, session: session.name };
  await debug.startDebugging(workspaceFolder, config);
}
