import { l10n, window, workspace, type ExtensionContext } from 'vscode';
import type { RestitchApi } from './api.js';
import { Extension } from './extension.js';
import { Log } from './output/log.js';

/** Called by the editor when the extension is needed for the first time. */
export function activate(context: ExtensionContext): RestitchApi {
  const log = new Log(window.createOutputChannel('Restitch', { log: true }));
  context.subscriptions.push(log.channel);
  const extension = new Extension(context, log, l10n.t);
  context.subscriptions.push(extension);
  if (workspace.isTrusted) extension.start();
  else context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(() => extension.start()));
  return extension.api;
}

/** Waits for the language server to end. */
export function deactivate(): void {}
