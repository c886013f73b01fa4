import { RequestType } from 'vscode-jsonrpc';
import type { SessionStatus } from './baseline.js';

export interface AttachParams {
  /** The session's name, or its entry's file name. */
  session: string;
}

/**
 * Attaches to a session that the server has not found by itself, and answers when its baseline is
 * there. Fails with the message of RS1002 or RS1004.
 */
export const attachRequest = new RequestType<AttachParams, SessionStatus, void>('restitch/attach');

/** Lets go of a session: what it has brought clears. `null` when it was not attached. */
export const detachRequest = new RequestType<AttachParams, null, void>('restitch/detach');
