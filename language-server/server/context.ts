import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { ServerOptions } from '../../protocol/lsp/index.js';
import type { Comparison, Comparisons, Side } from './comparison/comparisons.js';
import type { DecisionStore } from './comparison/decisions.js';
import type { Texts } from './comparison/texts.js';
import type { Sessions } from './sessions/sessions.js';
import type { TypeWatch } from './typing/type-watch.js';

/** What the features of a server work with. */
export interface ServerContext {
  connection: Connection;
  sessions: Sessions;
  texts: Texts;
  comparisons: Comparisons;
  decisions: DecisionStore;
  types: TypeWatch;
  /** As the client has said when it initialised the server. */
  client: { capabilities: ClientCapabilities; options: ServerOptions };
  /** Address of the page that explains the diagnostics. */
  documentation: string;
  /** Compares files on disk that may have changed. */
  scan(): void;
}

/** The comparison of a document's newest text; `undefined` for one that runs nowhere. */
export async function comparisonOf(
  { texts, comparisons }: ServerContext,
  uri: string,
): Promise<Comparison | undefined> {
  const file = texts.fileOf(uri);
  return file === undefined ? undefined : comparisons.settled(file);
}

/** The sides of a document whose text could be compared as it is now. */
export async function currentSides(context: ServerContext, uri: string): Promise<Side[]> {
  const comparison = await comparisonOf(context, uri);
  const sides = [...(comparison?.sides.values() ?? [])];
  return sides.filter(({ problem }) => problem === undefined);
}
