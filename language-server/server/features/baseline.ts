import {
  baselineChanged,
  baselineRequest,
  type BaselineStatus,
  type SessionStatus,
} from '../../../protocol/lsp/index.js';
import type { ServerContext } from '../context.js';
import { answering } from '../requests.js';
import type { RunningSession } from '../sessions/running-session.js';
import type { Feature } from './feature.js';

/** What the documents are compared with. */
export const baselineFeature: Feature = {
  register(context) {
    const { connection, sessions } = context;
    connection.onRequest(
      baselineRequest,
      answering(async (params) => {
        if (params?.refresh === true)
          await Promise.all(sessions.all().map((one) => one.look(true)));
        return statusOf(context);
      }),
    );
    sessions.onEvent(() => {
      void connection.sendNotification(baselineChanged, statusOf(context));
    });
  },
};

const statusOf = (context: ServerContext): BaselineStatus => ({
  sessions: context.sessions.all().map((session) => sessionStatus(session, context)),
});

/** What is to be said of one session. */
export function sessionStatus(
  session: RunningSession,
  { comparisons }: ServerContext,
): SessionStatus {
  const { name, record, baseline } = session;
  const changed = comparisons
    .all()
    .filter(({ sides }) => sides.get(name)?.view?.isChanged === true)
    .map(({ uri }) => uri);
  const count = (isSuspended: boolean): number =>
    baseline.active
      .filter(({ state }) => (state === 'suspended') === isSuspended)
      .reduce((sum, statement) => sum + statement.count, 0);
  return {
    session: name,
    pid: record.pid,
    entry: record.entry,
    version: baseline.version,
    modules: baseline.modules.length,
    changed,
    frames: count(false),
    suspended: count(true),
  };
}
