import { attachRequest, detachRequest } from '../../../protocol/lsp/index.js';
import { findSession } from '../../../runtime-agent/client/sessions.js';
import { sessionFolderPath } from '../../../runtime-agent/coordinator/session-folder.js';
import { answering, textIn } from '../requests.js';
import { sessionStatus } from './baseline.js';
import type { Feature } from './feature.js';

/** Attaches to sessions that are not of the workspace, and lets go of sessions. */
export const attachFeature: Feature = {
  register(context) {
    const { connection, sessions, client } = context;
    connection.onRequest(
      attachRequest,
      answering(async (params) => {
        const folder = client.options.sessionFolder ?? sessionFolderPath();
        const record = await findSession(textIn(params, 'session'), folder);
        return sessionStatus(await sessions.attach(record), context);
      }),
    );
    connection.onRequest(
      detachRequest,
      answering((params) => {
        sessions.detach(textIn(params, 'session'));
        return null;
      }),
    );
  },
};
