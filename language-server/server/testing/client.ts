import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
} from 'vscode-languageserver-protocol/node';
import { onTestFinished } from 'vitest';
import { baselineRequest, type ServerOptions } from '../../../protocol/lsp/index.js';
import { connectSession } from '../../../runtime-agent/client/connection.js';
import { LocalAnalyser } from '../analysis/analyser.js';
import { startServer } from '../server.js';
import { TypeCheck } from '../typing/type-check.js';
import { FakeSession } from './fake-session.js';

/** A server in this process, a client that speaks to it over streams, and a folder for both. */
export class TestClient {
  readonly folder: string;
  readonly sessionFolder: string;
  readonly client: ProtocolConnection;
  /** What was published last, by URI. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly #watchers = new Set<() => void>();
  readonly #versions = new Map<string, number>();
  readonly #sessions: FakeSession[] = [];
  initialized: InitializeResult | undefined;

  private constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'restitch-lsp-')));
    this.sessionFolder = join(this.folder, 'sessions');
    mkdirSync(this.sessionFolder);
    const [up, down] = [new PassThrough(), new PassThrough()];
    const types = new TypeCheck();
    startServer({
      connection: createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
      analyser: new LocalAnalyser(),
      checker: {
        check: (request) => Promise.resolve(types.run(request)),
        close: () => undefined,
      },
      connect: connectSession,
      documentation: 'https://example.test/diagnostics.md',
    });
    this.client = createProtocolConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    this.client.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.set(params.uri, params);
      for (const watcher of this.#watchers) watcher();
    });
    this.client.onError(() => undefined);
    this.client.listen();
  }

  static async start(
    options: ServerOptions = {},
    more: Partial<InitializeParams> = {},
  ): Promise<TestClient> {
    const test = new TestClient();
    onTestFinished(() => test.#close());
    const uri = pathToFileURL(test.folder).href;
    test.initialized = await test.client.sendRequest('initialize', {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      capabilities: {},
      initializationOptions: { sessionFolder: test.sessionFolder, debounceMs: 1, ...options },
      ...more,
    });
    await test.client.sendNotification('initialized', {});
    return test;
  }

  /** Starts a session that runs some files, and waits until the server has found it. */
  async run(files: Record<string, string>, name = 'fake'): Promise<FakeSession> {
    const session = await FakeSession.start(this.folder, this.sessionFolder, files, name);
    this.#sessions.push(session);
    await this.until(async () => {
      const { sessions } = await this.client.sendRequest(baselineRequest, {});
      return sessions.some((status) => status.session === name);
    });
    return session;
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  open(name: string, text: string): Promise<void> {
    this.#versions.set(name, 1);
    const languageId = name.endsWith('ts') ? 'typescript' : 'javascript';
    const textDocument = { uri: this.uri(name), languageId, version: 1, text };
    return this.client.sendNotification('textDocument/didOpen', { textDocument });
  }

  edit(name: string, text: string): Promise<void> {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    return this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(name), version },
      contentChanges: [{ text }],
    });
  }

  /** The diagnostics of a document, when they are as wanted. */
  async diagnostics(
    name: string,
    isWanted: (diagnostics: Diagnostic[]) => boolean = (found) => found.length > 0,
  ): Promise<Diagnostic[]> {
    const found = (): Diagnostic[] => this.published.get(this.uri(name))?.diagnostics ?? [];
    await this.until(() => isWanted(found())).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify(found(), null, 1)}`);
    });
    return found();
  }

  async actions(name: string, diagnostics: Diagnostic[], range?: Range): Promise<CodeAction[]> {
    const where = range ?? diagnostics[0]?.range;
    return this.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(name) },
      range: where,
      context: { diagnostics },
    });
  }

  /** Carries out what a code action says that the server is to do. */
  carryOut(action: CodeAction | undefined): Promise<unknown> {
    const { command, arguments: given } = action?.command ?? { command: 'none' };
    return this.client.sendRequest('workspace/executeCommand', { command, arguments: given });
  }

  request<R>(method: string, name: string, more: object = {}): Promise<R> {
    const textDocument = { uri: this.uri(name) };
    return this.client.sendRequest<R>(method, { textDocument, ...more });
  }

  /** Waits until something is so; asks again after each notification, and now and then. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error('it did not come to that');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, 20);
        const watchers = this.#watchers;
        function done(): void {
          clearTimeout(timer);
          watchers.delete(done);
          resolve();
        }
        watchers.add(done);
      });
    }
  }

  async #close(): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
    for (const session of this.#sessions) session.end();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The range of the n-th line (1-based), for requests. */
export const onLine = (line: number, character = 0, end = 200): Range => ({
  start: { line: line - 1, character },
  end: { line: line - 1, character: end },
});
