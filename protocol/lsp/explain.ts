import { RequestType } from 'vscode-jsonrpc';
import type { TextDocumentPositionParams } from 'vscode-languageserver-protocol';
import type { FunctionEntry, PointEntry, VariableEntry } from '../plan.js';

export interface Explanation {
  session: string;
  /** The changed function at the position. */
  function: FunctionEntry;
  /** How its activations go on. */
  points: PointEntry[];
  /** What its variables get, and what they were called. */
  variables: VariableEntry[];
}

/** Why the code at a position is taken for what it is; one answer for each session. */
export const explainRequest = new RequestType<TextDocumentPositionParams, Explanation[], void>(
  'restitch/explain',
);
