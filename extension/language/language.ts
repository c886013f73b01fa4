import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LanguageClient, RequestType } from 'vscode-languageclient/node';
import type {
  ActiveStatementRange,
  BaselineStatus,
  OverrideParams,
} from '../../protocol/lsp/index.js';
import type { Log } from '../output/log.js';
import { Signal } from '../signal.js';
import type * as Client from './client.js';

export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

export interface StatementsOfDocument {
  uri: string;
  statements: ActiveStatementRange[];
}

/** What the language server tells by itself. */
export class LanguageEvents {
  readonly state = new Signal<ServerState>();
  readonly activeStatements = new Signal<StatementsOfDocument>();
  readonly pendingChanges = new Signal<Record<string, number>>();
  readonly baseline = new Signal<BaselineStatus>();
  /** It has taken a decision of the developer, by whatever way it came. */
  readonly decided = new Signal<OverrideParams>();
}

/** Started when a session is there; the client is not even loaded before. */
export class Language {
  readonly events = new LanguageEvents();
  readonly #log: Log;
  readonly #dist: string;
  readonly #sessionFolder: string;
  #client: Promise<LanguageClient | undefined> | undefined;
  #state: ServerState = 'stopped';

  /**
   * @param dist The folder of Restitch's bundles.
   * @param sessionFolder The folder of session records.
   */
  constructor(log: Log, dist: string, sessionFolder: string) {
    this.#log = log;
    this.#dist = dist;
    this.#sessionFolder = sessionFolder;
    this.events.state.on((state) => (this.#state = state));
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server, if it was not. */
  start(): Promise<LanguageClient | undefined> {
    return (this.#client ??= this.#start());
  }

  /** What code lenses count may have changed. */
  async refreshLenses(): Promise<void> {
    const client = this.#state === 'running' ? await this.#client : undefined;
    if (client) this.#bundle().refreshLenses(client);
  }

  showLog(): void {
    this.#log.show();
  }

  /** Starts a server that has been given up, or one that hangs. */
  async restart(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.dispose().catch(() => undefined);
    await this.start();
  }

  /**
   * Asks the server.
   * @returns `undefined` when it is not there, or ends before it answers.
   * @throws {Error} what the server answers in place of a result
   */
  async request<P, R>(type: RequestType<P, R, void>, params: P): Promise<R | undefined> {
    const client = await this.start();
    if (!client || this.#state === 'failed') return undefined;
    try {
      return await client.sendRequest<R>(type.method, params);
    } catch (error) {
      if (this.#bundle().hasEnded(error, client)) return undefined;
      throw error;
    }
  }

  async dispose(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.dispose().catch(() => undefined);
  }

  async #start(): Promise<LanguageClient | undefined> {
    try {
      return await this.#bundle().startClient({
        log: this.#log,
        module: join(this.#dist, 'language-server.js'),
        sessionFolder: this.#sessionFolder,
        events: this.events,
      });
    } catch (error) {
      this.#log.error('The language server did not start.', error);
      this.events.state.fire('failed');
      return undefined;
    }
  }

  /** A bundle of its own: reading and compiling it would take most of the activation. */
  #bundle(): typeof Client {
    const bundle = join(this.#dist, 'language-client.cjs');
    return createRequire(bundle)(bundle) as typeof Client;
  }
}
