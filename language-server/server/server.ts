import { fileURLToPath } from 'node:url';
import {
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerOptions } from '../../protocol/lsp/index.js';
import { sessionFolderPath } from '../../runtime-agent/coordinator/session-folder.js';
import type { Analyser } from './analysis/analyser.js';
import { Comparisons } from './comparison/comparisons.js';
import { DecisionStore } from './comparison/decisions.js';
import { Texts } from './comparison/texts.js';
import { Watch } from './comparison/watch.js';
import type { ServerContext } from './context.js';
import { features } from './features/index.js';
import { isOfWorkspace, SessionFinder } from './sessions/finder.js';
import { Sessions, type Connect } from './sessions/sessions.js';
import type { TypeChecker } from './typing/threaded-types.js';
import { TypeWatch } from './typing/type-watch.js';

export interface ServerParts {
  connection: Connection;
  analyser: Analyser;
  checker: TypeChecker;
  connect: Connect;
  /** Address of the page that explains the diagnostics. */
  documentation: string;
}

const version = '0.1.0';

/** Serves one client, until it says `shutdown`. */
export function startServer(parts: ServerParts): void {
  const { connection, analyser, checker, connect, documentation } = parts;
  const documents = new TextDocuments(TextDocument);
  const sessions = new Sessions(connect);
  const texts = new Texts(documents);
  const decisions = new DecisionStore();
  const comparisons = new Comparisons({ sessions, texts, analyser, decisions });
  const watch = new Watch({ sessions, texts, comparisons, decisions });
  const types = new TypeWatch({ sessions, texts, comparisons, checker });
  const context: ServerContext = {
    connection,
    sessions,
    texts,
    comparisons,
    decisions,
    types,
    client: { capabilities: {}, options: {} },
    documentation,
    scan: () => watch.scan(),
  };
  let finder: SessionFinder | undefined;

  connection.onInitialize((params): InitializeResult => {
    context.client.capabilities = params.capabilities ?? {};
    const options = (params.initializationOptions ?? {}) as ServerOptions;
    context.client.options = options;
    if (typeof options.debounceMs === 'number') {
      watch.debounceMs = options.debounceMs;
      types.pauseMs = Math.min(types.pauseMs, 4 * options.debounceMs);
    }
    if (options.documentation !== undefined) context.documentation = options.documentation;
    finder = makeFinder(sessions, options, foldersOf(params));
    return { capabilities: allCapabilities(), serverInfo: { name: 'restitch', version } };
  });
  connection.onInitialized(() => {
    finder?.start();
    const watched = context.client.capabilities.workspace?.didChangeWatchedFiles;
    if (watched?.dynamicRegistration !== true) return;
    const watchers = [{ globPattern: '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}' }];
    void connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch(() => undefined);
  });
  connection.onDidChangeWatchedFiles(() => watch.scan());
  documents.onDidChangeContent(({ document }) => {
    watch.edited(document);
    types.schedule();
  });
  documents.onDidClose(({ document }) => watch.closed(document));
  documents.onDidSave(() => watch.scan());
  for (const feature of features) feature.register(context);
  const close = (): void => {
    finder?.close();
    sessions.close();
    comparisons.close();
    types.close();
    analyser.close();
  };
  connection.onShutdown(close);
  connection.onExit(close);
  documents.listen(connection);
  connection.listen();
}

function allCapabilities(): ServerCapabilities {
  const textDocumentSync = {
    openClose: true,
    change: TextDocumentSyncKind.Incremental,
    save: { includeText: false },
  };
  return Object.assign(
    { textDocumentSync },
    ...features.map(({ capabilities }) => capabilities),
  ) as ServerCapabilities;
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => {
    try {
      return [fileURLToPath(uri)];
    } catch {
      return []; // a folder that is no file's
    }
  });
}

function makeFinder(
  sessions: Sessions,
  options: ServerOptions,
  folders: readonly string[],
): SessionFinder {
  const wanted = new Set(options.sessions ?? []);
  const discover = options.discover !== false;
  return new SessionFinder(options.sessionFolder ?? sessionFolderPath(), async (records) => {
    const ours = records.filter(
      (record) => wanted.has(record.name) || (discover && isOfWorkspace(record, folders)),
    );
    await Promise.all(ours.map((record) => sessions.offer(record)));
  });
}
