import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  window,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type WorkspaceFolder,
} from 'vscode';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Translate } from '../translate.js';
import {
  completeConfiguration,
  currentFile,
  debugType,
  finishConfiguration,
  initialConfigurations,
  isProgram,
  type ConfigurationContext,
  type Resolution,
} from './configuration.js';

/** The path of the file in the active editor, if it can be run. */
export function activeProgram(): string | undefined {
  const uri = window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' && isProgram(uri.fsPath) ? uri.fsPath : undefined;
}

/** Configurations of type `restitch`: those of launch.json, and those that need none. */
export class RestitchConfigurations implements DebugConfigurationProvider {
  constructor(
    readonly sessions: SessionRegistry,
    readonly t: Translate,
  ) {}

  async provideDebugConfigurations(folder?: WorkspaceFolder): Promise<DebugConfiguration[]> {
    return initialConfigurations(folder && (await mainOf(folder)), this.t);
  }

  resolveDebugConfiguration(
    folder: WorkspaceFolder | undefined,
    config: DebugConfiguration,
  ): DebugConfiguration | undefined {
    return this.#given(completeConfiguration(config, this.#context(folder)));
  }

  resolveDebugConfigurationWithSubstitutedVariables(
    folder: WorkspaceFolder | undefined,
    config: DebugConfiguration,
  ): DebugConfiguration | undefined {
    return this.#given(finishConfiguration(config, this.#context(folder)));
  }

  #context(folder: WorkspaceFolder | undefined): ConfigurationContext {
    const activeFile = activeProgram();
    return {
      ...(activeFile === undefined ? {} : { activeFile }),
      ...(folder?.uri.scheme === 'file' ? { folder: folder.uri.fsPath } : {}),
      t: this.t,
    };
  }

  #given(resolution: Resolution): DebugConfiguration | undefined {
    if ('config' in resolution) return resolution.config;
    void window.showErrorMessage(resolution.problem);
    return undefined;
  }
}

/** What can be started here and now, for the list of the debug view. */
export class CurrentConfigurations implements DebugConfigurationProvider {
  constructor(
    readonly sessions: SessionRegistry,
    readonly t: Translate,
  ) {}

  provideDebugConfigurations(): DebugConfiguration[] {
    const file = activeProgram();
    const attach = this.sessions.live.map(({ name }) => ({
      ...{ type: debugType, request: 'attach', name: this.t('Attach to {0}', name) },
      session: name,
    }));
    return [...(file === undefined ? [] : [currentFile(file, this.t)]), ...attach];
  }
}

/** What package.json names as the program. */
async function mainOf({ uri }: WorkspaceFolder): Promise<string | undefined> {
  try {
    const text = await readFile(join(uri.fsPath, 'package.json'), 'utf8');
    const { main } = JSON.parse(text) as { main?: unknown };
    return typeof main === 'string' && isProgram(main) ? main : undefined;
  } catch {
    return undefined;
  }
}
