import type { SessionRecord } from '../../../protocol/session.js';
import { connectSession, type SessionConnection } from '../../client/connection.js';

/** Connects to a process's coordinator; `undefined` when the process ends before it listens. */
export async function openSession(record: SessionRecord): Promise<SessionConnection | undefined> {
  try {
    return await connectSession(record);
  } catch {
    return undefined;
  }
}
