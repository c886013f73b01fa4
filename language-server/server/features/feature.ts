import type { ServerCapabilities } from 'vscode-languageserver';
import type { ServerContext } from '../context.js';

/** One thing that the server can do. */
export interface Feature {
  /** What the client is told of it. */
  capabilities?: ServerCapabilities;
  /** Installs its handlers; called once, before the client has initialised the server. */
  register(context: ServerContext): void;
}
