import { join } from 'node:path';
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { pendingChangesRequest } from '../protocol/lsp/index.js';
import { isOfWorkspace } from '../language-server/server/sessions/finder.js';
import { connectSession } from '../runtime-agent/client/connection.js';
import { sessionFolderPath } from '../runtime-agent/coordinator/session-folder.js';
import type { RestitchApi } from './api.js';
import { registerCommands } from './commands/commands.js';
import { DebugSessions } from './debug/debug-sessions.js';
import { ProgramTasks } from './debug/program-tasks.js';
import { Restarter } from './debug/restarter.js';
import { Language } from './language/language.js';
import { Notices } from './notifications/notices.js';
import type { Log } from './output/log.js';
import { UpdateLog } from './output/update-log.js';
import { Reviews } from './review/reviews.js';
import { SessionFocus } from './sessions/focus.js';
import { SessionRegistry } from './sessions/session-registry.js';
import { Settings } from './settings/settings.js';
import { workspaceSettings } from './settings/workspace-settings.js';
import type { Disposable } from './signal.js';
import { PendingState } from './state/pending.js';
import type { Translate } from './translate.js';
import { LiveUpdates } from './update/live-updates.js';
import { Presenter } from './update/presenter.js';
import { SaveFiles } from './update/save-files.js';

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
      isOurs: (record) => isOfWorkspace(record, workspaceFolders()),
    });
    const language = new Language(log, join(own, 'dist', 'language-server.js'), folder);
    const debugged = new DebugSessions();
    const focus = new SessionFocus(sessions, debugged, t);
    const tasks = new ProgramTasks(join(own, 'dist', 'cli.js'));
    const restarter = new Restarter(debugged, tasks, t);
    const files = new SaveFiles();
    const updates = new LiveUpdates({ language, settings, log, files, t });
    const pending = new PendingState(async () =>
      sessions.live.length === 0 ? [] : language.request(pendingChangesRequest, {}),
    );
    const apply = updates.applyReviewed;
    const reviews = new Reviews({ context, language, sessions, settings, log, apply });
    const notices = new Notices(settings, t);
    new Presenter({ updates, reviews, restarter, notices, settings, log, documentation, t });
    this.#disposables.push(
      ...registerCommands({ focus, updates, reviews, restarter, tasks, settings, log }),
      ...[sessions, debugged, tasks, pending, reviews],
      new UpdateLog(sessions, log),
      sessions.started.on(() => void language.start().then(() => pending.touch())),
      sessions.updated.on(() => pending.touch()),
      sessions.ended.on(({ name }) => pending.forget(name)),
      debugged.found.on((pid) => void sessions.adopt(pid)),
      language.events.pendingChanges.on(() => pending.touch(0)),
      workspace.onDidChangeTextDocument(() => {
        if (sessions.live.length > 0) pending.touch();
      }),
      { dispose: () => void language.dispose() },
    );
    this.#sessions = sessions;
    this.api = { sessions, updates, pending, language };
  }

  /** Looks for sessions from now on. */
  start(): void {
    this.#sessions.start();
  }

  dispose(): void {
    for (const disposable of this.#disposables.reverse()) disposable.dispose();
  }
}

const workspaceFolders = (): string[] =>
  (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
