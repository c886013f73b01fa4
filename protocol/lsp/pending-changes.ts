import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { DocumentUri, Range } from 'vscode-languageserver-protocol';

/** Something of the program that an update would change. */
export interface PendingChange {
  session: string;
  uri: DocumentUri;
  /** In the document; the start of the file for what is gone from it. */
  range: Range;
  /** An `obstacle` is no change, but what keeps those of its file from being applied. */
  kind: 'function' | 'class' | 'binding' | 'statement' | 'import' | 'export' | 'obstacle';
  name: string;
  /**
   * `changed`, `added`, `removed`, `renamed` and the like, as the plan says. Of an obstacle, what it
   * means: `broken` where the text cannot be read, `unsupported` where it takes a restart.
   */
  change: string;
  reason: string;
  /** Frames and suspended activations that it concerns. */
  frames: number;
  suspended: number;
  /** How many answers it waits for; all of a module's together are what the review asks about it. */
  questions: number;
}

export interface PendingChangesParams {
  session?: string;
}

/** All pending changes, also of files that are not open. */
export const pendingChangesRequest = new RequestType<PendingChangesParams, PendingChange[], void>(
  'restitch/pendingChanges',
);

/** How many there are now, by session. */
export const pendingChangesChanged = new NotificationType<{ counts: Record<string, number> }>(
  'restitch/pendingChangesChanged',
);
