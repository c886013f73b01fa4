import { RestitchError, unknownSession } from '../../protocol/diagnostics.js';
import type { SessionRecord } from '../../protocol/session.js';
import { isGone, openSessionFolder, sessionFolderPath } from '../coordinator/session-folder.js';
import { connectNow, hasNoSocket, startMs } from './connection.js';

/**
 * The sessions whose programs run; what ended ones have left is removed.
 * @param path The per-user folder; where it is missing it is made.
 */
export async function runningSessions(path = sessionFolderPath()): Promise<SessionRecord[]> {
  const folder = openSessionFolder(path);
  const records = await Promise.all(
    folder.list().map(async (record) => {
      if (!isGone(record) && (isStarting(record) || (await answers(record)))) return record;
      folder.remove(record);
      return undefined;
    }),
  );
  return records.filter((record) => record !== undefined);
}

function isStarting(record: SessionRecord): boolean {
  return Date.now() - Date.parse(record.started) < startMs;
}

/** Whether it answers, or will: a debugger may hold a program as it starts for any time. */
async function answers(record: SessionRecord): Promise<boolean> {
  try {
    (await connectNow(record)).close();
    return true;
  } catch (error) {
    return hasNoSocket(error);
  }
}

/**
 * The session of a name: its own, or, where only one is meant by it, its entry's file name.
 * @throws {RestitchError} RS1002
 */
export async function findSession(name: string, folder?: string): Promise<SessionRecord> {
  const sessions = await runningSessions(folder);
  const exact = sessions.find((session) => session.name === name);
  if (exact) return exact;
  const byEntry = sessions.filter(
    ({ entry }) => entry === name || entry.split(/[\\/]/).at(-1) === name,
  );
  const [only] = byEntry;
  if (only && byEntry.length === 1) return only;
  throw new RestitchError(
    unknownSession(
      name,
      sessions.map((session) => session.name),
    ),
  );
}
