import { ConfigurationTarget, workspace } from 'vscode';
import type { SettingsSource } from './settings.js';

const section = 'restitch';

/** The settings of the window; what is set goes to the user's own. */
export const workspaceSettings: SettingsSource = {
  get: (name) => workspace.getConfiguration(section).get(name),
  set: (name, value) =>
    workspace.getConfiguration(section).update(name, value, ConfigurationTarget.Global),
  onChanged: (listener) =>
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) listener();
    }),
};
