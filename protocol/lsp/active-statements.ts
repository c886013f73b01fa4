import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { DocumentUri, Range, TextDocumentIdentifier } from 'vscode-languageserver-protocol';
import type { ActivityState } from '../baseline.js';
import type { PointEntry } from '../plan.js';

/** A statement that activations stand at, for decorations. */
export interface ActiveStatementRange {
  session: string;
  /** Where it is in the text that runs. */
  old: Range;
  /** Where the activations go on in the document; `null` when that is not known. */
  now: Range | null;
  how: PointEntry['how'] | 'unchanged' | 'unknown';
  state: ActivityState;
  isLeaf: boolean;
  /** Path of the function, as it is in the text that runs; '' for the module top. */
  function: string;
  count: number;
}

export interface ActiveStatementsParams {
  textDocument: TextDocumentIdentifier;
}

/** The active statements of a document. */
export const activeStatementsRequest = new RequestType<
  ActiveStatementsParams,
  ActiveStatementRange[],
  void
>('restitch/activeStatements');

/** They have moved, come or gone. */
export const activeStatementsChanged = new NotificationType<{
  uri: DocumentUri;
  statements: ActiveStatementRange[];
}>('restitch/activeStatementsChanged');
