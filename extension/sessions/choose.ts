import type { LiveSession } from './live-session.js';

/** What says which session is meant. */
export interface ChoiceHints {
  /** Name of the session whose review is in front. */
  reviewed?: string;
  /** Process of the debug session that is active. */
  debuggedPid?: number;
  /** Absolute path of the file in the active editor. */
  file?: string;
  /** Name of the session that was chosen last. */
  chosen?: string;
}

type Choosable = Pick<LiveSession, 'name' | 'record' | 'runs'>;

/**
 * The session that is meant when none is named: the one whose review is in front, the
 * one being debugged if it runs the file in the editor, the one that runs this file, the one that was
 * chosen, the only one. `undefined`: ask.
 */
export function chooseSession<S extends Choosable>(
  sessions: readonly S[],
  hints: ChoiceHints,
): S | undefined {
  if (sessions.length < 2) return sessions[0];
  const { debuggedPid, file, chosen, reviewed } = hints;
  const inFront = sessions.find(({ name }) => name === reviewed);
  if (inFront) return inFront;
  const running = file === undefined ? [] : sessions.filter((session) => session.runs(file));
  const candidates = running.length > 0 ? running : sessions;
  if (candidates.length === 1) return candidates[0];
  const byDebugger = candidates.find(({ record }) => record.pid === debuggedPid);
  return byDebugger ?? candidates.find(({ name }) => name === chosen);
}
