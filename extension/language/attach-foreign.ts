import { attachRequest } from '../../protocol/lsp/index.js';
import { messageOf } from '../message-of.js';
import type { Log } from '../output/log.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Disposable } from '../signal.js';
import type { Language } from './language.js';

/**
 * The language server finds the sessions of the workspace by itself; the others, which a debugger has
 * started elsewhere, it is told of, again whenever it was started again.
 *
 * @param isForeign Whether the server does not find a session.
 */
export function attachForeign(
  language: Language,
  sessions: SessionRegistry,
  isForeign: (session: LiveSession) => boolean,
  log: Log,
): Disposable[] {
  const attach = async (session: LiveSession): Promise<void> => {
    if (!isForeign(session)) return;
    try {
      await language.request(attachRequest, { session: session.name });
    } catch (error) {
      log.warn(`${session.name} is not compared with the editor: ${messageOf(error)}`);
    }
  };
  return [
    sessions.started.on((session) => void attach(session)),
    language.events.state.on((state) => {
      if (state === 'running') for (const session of sessions.live) void attach(session);
    }),
  ];
}
