import { workspace } from 'vscode';
import {
  CloseAction,
  CodeLensRequest,
  ErrorAction,
  ErrorCodes,
  ExecuteCommandRequest,
  LanguageClient,
  LSPErrorCodes,
  ResponseError,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type ExecuteCommandParams,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import {
  activeStatementsChanged,
  baselineChanged,
  clientCommands,
  overrideRequest,
  pendingChangesChanged,
  serverCommands,
  type OverrideAnswer,
  type OverrideParams,
  type ServerOptions,
} from '../../protocol/lsp/index.js';
import type { Log } from '../output/log.js';
import type { LanguageEvents, ServerState } from './language.js';
import { RestartPolicy } from './restart-policy.js';

const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

export interface ClientParts {
  log: Log;
  module: string;
  sessionFolder: string;
  events: LanguageEvents;
}

/** Starts the language server and passes on what it tells. */
export async function startClient(parts: ClientParts): Promise<LanguageClient> {
  const { module, events } = parts;
  const run = { module, transport: TransportKind.ipc };
  const client = new LanguageClient('restitch', 'Restitch', { run, debug: run }, options(parts));
  client.onDidChangeState(({ newState }) => events.state.fire(stateOf(newState)));
  client.onNotification(activeStatementsChanged, (told) => events.activeStatements.fire(told));
  client.onNotification(pendingChangesChanged, ({ counts }) => events.pendingChanges.fire(counts));
  client.onNotification(baselineChanged, (status) => events.baseline.fire(status));
  await client.start();
  return client;
}

function options({ log, sessionFolder, events }: ClientParts): LanguageClientOptions {
  const policy = new RestartPolicy();
  const initializationOptions: ServerOptions = {
    sessionFolder,
    clientCommands: Object.values(clientCommands),
  };
  return {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    diagnosticCollectionName: 'restitch',
    initializationOptions,
    outputChannel: log.channel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    markdown: { isTrusted: true, supportThemeIcons: true },
    middleware: {
      sendRequest: async (type, params, token, next) => {
        const result = await next(type, params, token);
        const decision = decisionIn(typeof type === 'string' ? type : type.method, params);
        if (decision && (result as OverrideAnswer | undefined)?.accepted) {
          events.decided.fire(decision);
        }
        return result;
      },
    },
    errorHandler: {
      error: (error) => {
        log.warn(`The connection to the language server has a fault: ${error.message}`);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () => {
        const goesOn = policy.mayRestart(Date.now());
        log.warn(
          goesOn
            ? 'The language server has ended; it is started again.'
            : 'The language server ends again and again; it is not started any more.',
        );
        if (!goesOn) events.state.fire('failed');
        return { action: goesOn ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
      },
    },
  };
}

/** The decision that a request makes: one of the panel, or a quick fix. */
function decisionIn(method: string, params: unknown): OverrideParams | undefined {
  if (method === overrideRequest.method) return params as OverrideParams;
  if (method !== ExecuteCommandRequest.method) return undefined;
  const { command, arguments: given } = params as ExecuteCommandParams;
  return command === serverCommands.override ? (given?.[0] as OverrideParams) : undefined;
}

function stateOf(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    default:
      return 'stopped';
  }
}

/** Has code lenses asked for again: the server does not say when they are others. */
export function refreshLenses(client: LanguageClient): void {
  const feature = client.getFeature(CodeLensRequest.method);
  for (const document of workspace.textDocuments) {
    feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
  }
}

const goneCodes: readonly number[] = [
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  ErrorCodes.MessageWriteError,
  LSPErrorCodes.RequestCancelled,
];

/** Whether a request failed because the server is gone, rather than by an answer of it. */
export function hasEnded(error: unknown, client: LanguageClient): boolean {
  if (error instanceof ResponseError) return goneCodes.includes(error.code);
  return !client.isRunning();
}
