import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import type { PendingChange } from '../../../protocol/lsp/index.js';
import { answering } from '../requests.js';
import type { Feature } from './feature.js';
import { pendingIn } from './pending-changes.js';

const kinds: Record<PendingChange['kind'], SymbolKind> = {
  function: SymbolKind.Function,
  class: SymbolKind.Class,
  binding: SymbolKind.Variable,
  statement: SymbolKind.Event,
  import: SymbolKind.Module,
  export: SymbolKind.Module,
  obstacle: SymbolKind.Event,
};

/** Pending changes among the workspace's symbols, for editors that know no list of them. */
export const workspaceSymbolFeature: Feature = {
  capabilities: { workspaceSymbolProvider: true },
  register({ connection, comparisons }) {
    connection.onWorkspaceSymbol(
      answering(async (params) => {
        const query = (params.query ?? '').toLowerCase();
        const compared = await comparisons.allSettled();
        return compared
          .flatMap(pendingIn)
          .filter(({ name }) => name.toLowerCase().includes(query))
          .map(symbolOf);
      }),
    );
  },
};

function symbolOf({ session, uri, range, kind, name, change }: PendingChange): WorkspaceSymbol {
  const containerName = `${change}, pending in ${session}`;
  return { name, kind: kinds[kind], containerName, location: { uri, range } };
}
