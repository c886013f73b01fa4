import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProtocolConnection } from 'vscode-languageserver-protocol/node';
import {
  baselineRequest,
  overrideRequest,
  reviewRequest,
  type BaselineStatus,
  type OverrideAnswer,
  type OverrideParams,
  type ReviewAnswer,
} from '../../protocol/lsp/index.js';
import { project, startProgram } from '../cli/command.js';
import { startServer } from '../language-server/start-server.js';

/** A running program, an edit of its source, and the language server that compares them. */
export class LiveReview {
  private constructor(
    readonly folder: string,
    readonly file: string,
    readonly client: ProtocolConnection,
  ) {}

  /**
   * @param text The program, which is one module.
   * @param ready What it prints when it stands where it is to be reviewed.
   * @param edited What stands in the editor.
   */
  static async start(text: string, ready: string, edited: string): Promise<LiveReview> {
    const folder = project({ 'depot.mjs': text });
    await startProgram(['depot.mjs'], folder).says(ready);
    return LiveReview.open(folder, 'depot.mjs', edited);
  }

  /** The language server beside a program that runs. */
  static async open(folder: string, name: string, edited: string): Promise<LiveReview> {
    const file = join(folder, name);
    const client = startServer(folder);
    const rootUri = pathToFileURL(folder).href;
    const workspaceFolders = [{ uri: rootUri, name: 'test' }];
    await client.sendRequest('initialize', {
      processId: null,
      rootUri,
      workspaceFolders,
      capabilities: {},
      initializationOptions: { debounceMs: 1 },
    });
    await client.sendNotification('initialized', {});
    const uri = pathToFileURL(file).href;
    const textDocument = { uri, languageId: 'javascript', version: 1, text: edited };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    for (let found = false; !found;) {
      const { sessions }: BaselineStatus = await client.sendRequest(baselineRequest.method, {});
      found = sessions.length > 0;
      if (!found) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return new LiveReview(folder, file, client);
  }

  review(): Promise<ReviewAnswer> {
    return this.client.sendRequest(reviewRequest.method, {});
  }

  override(params: OverrideParams): Promise<OverrideAnswer> {
    return this.client.sendRequest(overrideRequest.method, params);
  }
}
