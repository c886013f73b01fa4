import { join } from 'node:path';
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { pendingChangesRequest } from '../protocol/lsp/index.js';
import type { SessionRecord } from '../protocol/session.js';
import { isOfWorkspace } from '../language-server/server/sessions/finder.js';
import { connectSession } from '../runtime-agent/client/connection.js';
import { sessionFolderPath } from '../runtime-agent/coordinator/session-folder.js';
import type { RestitchApi } from './api.js';
import { registerAskValue } from './commands/ask-value.js';
import { registerCommands } from './commands/commands.js';
import { registerDocumentCommands } from './commands/document-commands.js';
import { registerEditTransformer } from './commands/edit-transformer.js';
import { registerViewCommands } from './commands/view-commands.js';
import { DebugSessions } from './debug/debug-sessions.js';
import { registerDebugging } from './debug/integration.js';
import { ProgramTasks } from './debug/program-tasks.js';
import { Restarter } from './debug/restarter.js';
import { Decorations } from './decorations/decorations.js';
import { attachForeign } from './language/attach-foreign.js';
import { Language } from './language/language.js';
import { watchServer } from './language/server-notice.js';
import { tellHeld } from './notifications/held.js';
import { Notices } from './notifications/notices.js';
import type { Log } from './output/log.js';
import { UpdateLog } from './output/update-log.js';
import { keepDecisions } from './review/keep-decisions.js';
import { Reviews } from './review/reviews.js';
import { Sample } from './sample/sample.js';
import { SessionFocus } from './sessions/focus.js';
import { SessionRegistry } from './sessions/session-registry.js';
import { Settings } from './settings/settings.js';
import { workspaceSettings } from './settings/workspace-settings.js';
import type { Disposable } from './signal.js';
import { ContextKeys } from './state/context-keys.js';
import { PendingState } from './state/pending.js';
import { SessionState } from './state/session-state.js';
import { StatusBar } from './status/status-bar.js';
import type { Translate } from './translate.js';
import { LiveUpdates } from './update/live-updates.js';
import { Presenter } from './update/presenter.js';
import { SaveFiles } from './update/save-files.js';
import { Triggers } from './update/triggers.js';
import { Versions } from './versions/versions.js';
import { Views } from './views/views.js';

/** The parts of the extension, put together. */
export class Extension implements Disposable {
  readonly api: RestitchApi;
  readonly #disposables: Disposable[] = [];
  readonly #sessions: SessionRegistry;

  constructor(context: ExtensionContext, log: Log, t: Translate) {
    const own = context.extensionPath;
    const documentation = Uri.joinPath(context.extensionUri, 'docs', 'diagnostics.md');
    const folder = sessionFolderPath();
    const settings = new Settings(workspaceSettings);
    const sessions = new SessionRegistry({
      folder,
      connect: connectSession,
      isOurs,
    });
    const dist = join(own, 'dist');
    const language = new Language(log, dist, folder);
    const debugged = new DebugSessions();
    const focus = new SessionFocus(sessions, debugged, t);
    const tasks = new ProgramTasks(join(dist, 'cli.js'));
    const restarter = new Restarter(debugged, tasks, t);
    const files = new SaveFiles();
    const updates = new LiveUpdates({ language, settings, log, files, t });
    const pending = new PendingState(async () =>
      sessions.live.length === 0 ? [] : language.request(pendingChangesRequest, {}),
    );
    const apply = updates.applyReviewed;
    const versions = new Versions(sessions, t);
    const seen = { language, sessions, settings, log, debugged, versions };
    const reviews = new Reviews({ context, ...seen, t, apply });
    focus.follow(reviews);
    keepDecisions({ storage: context.workspaceState, ...seen, pending, reviews });
    const notices = new Notices(settings, t);
    new Presenter({ updates, reviews, restarter, notices, settings, log, documentation, t });
    const state = new SessionState(sessions, updates, pending);
    const statusBar = new StatusBar(t('Restitch: Live Update'));
    const triggers = new Triggers({ sessions, updates, files, pending, settings });
    const decorations = new Decorations({ sessions, language, settings });
    const keys = new ContextKeys();
    const views = new Views({ sessions, focus, language, pending, state, statusBar, keys, t });
    const beforeGoingOn = (pid: number): Promise<void> | undefined => triggers.beforeGoingOn(pid);
    const debugging = { dist, sessionFolder: folder, sessions, debugged, settings, notices, log };
    this.#disposables.push(
      ...registerDebugging({ ...debugging, beforeGoingOn, t }),
      ...registerViewCommands({ sessions, focus, versions, updates, pending, t }),
      ...registerDocumentCommands({ focus, language, t }),
      registerAskValue(language, t),
      registerEditTransformer(language, reviews.transformers),
      ...new Sample(context.extensionUri, context.globalStorageUri, t).register(),
      ...[state, statusBar, triggers, versions, decorations, views],
      debugged.changed.on(() => state.changed.fire()),
      ...registerCommands({ focus, updates, reviews, restarter, tasks, settings, log, t }),
      ...[sessions, debugged, tasks, pending, reviews],
      watchServer(language, notices, t),
      ...attachForeign(language, sessions, ({ record }) => !isOurs(record), log),
      new UpdateLog(sessions, log),
      sessions.started.on(() => void language.start().then(() => pending.touch())),
      sessions.updated.on(() => pending.touch()),
      pending.changed.on(() => void language.refreshLenses()),
      sessions.ended.on(({ name }) => pending.forget(name)),
      sessions.held.on(({ name }) => tellHeld(name, t)),
      debugged.found.on((pid) => void sessions.adopt(pid)),
      language.events.pendingChanges.on(() => pending.touch(0)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (sessions.live.length === 0) return;
        pending.touch();
        if (contentChanges.length > 0) state.edited(document.uri.fsPath);
      }),
      { dispose: () => void language.dispose() },
    );
    this.#sessions = sessions;
    this.api = { sessions, updates, pending, language, decorations, reviews };
  }

  /** Looks for sessions from now on. */
  start(): void {
    this.#sessions.start();
  }

  dispose(): void {
    for (const disposable of this.#disposables.reverse()) disposable.dispose();
  }
}

const isOurs = (record: SessionRecord): boolean => isOfWorkspace(record, workspaceFolders());

const workspaceFolders = (): string[] =>
  (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
