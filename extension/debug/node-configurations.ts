import { dirname, resolve } from 'node:path';
import {
  window,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type WorkspaceFolder,
} from 'vscode';
import { messageOf } from '../message-of.js';
import type { Translate } from '../translate.js';

/** The types of the built-in JavaScript debugger that start a Node program. */
export const nodeTypes = ['node', 'pwa-node'] as const;

/** `"restitch": true` on a configuration of the built-in debugger: the program runs under Restitch. */
export class NodeConfigurations implements DebugConfigurationProvider {
  /** @param dist The folder of Restitch's bundles. */
  constructor(
    readonly dist: string,
    readonly t: Translate,
  ) {}

  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: WorkspaceFolder | undefined,
    config: DebugConfiguration,
  ): Promise<DebugConfiguration | undefined> {
    if (config['restitch'] !== true || config.request !== 'launch') return config;
    const program = config['program'] as unknown;
    if (typeof program !== 'string' || program === '') {
      const message = this.t(
        '"restitch": true needs a "program" in the configuration {0}.',
        config.name,
      );
      void window.showErrorMessage(message);
      return undefined;
    }
    const base = folder?.uri.fsPath ?? dirname(program);
    const { cwd } = config as { cwd?: string };
    const env = (config['env'] ?? {}) as Record<string, string>;
    const { session, instrument, exclude } = config as Record<string, string[] | string>;
    const { injection } = await import('../../runtime-agent/adapter/targets/injection.js');
    try {
      const { env: added } = injection({
        program: resolve(base, program),
        cwd: resolve(base, cwd ?? '.'),
        // What the editor's own process runs with is none of the program's business.
        env: { ...process.env, NODE_OPTIONS: undefined, ...env },
        ownFolder: this.dist,
        ...(typeof session === 'string' ? { session } : {}),
        ...(Array.isArray(instrument) ? { instrument } : {}),
        ...(Array.isArray(exclude) ? { exclude } : {}),
      });
      return { ...config, env: { ...env, ...added } };
    } catch (error) {
      void window.showErrorMessage(messageOf(error));
      return undefined;
    }
  }
}
