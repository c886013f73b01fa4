import { overrideRequest } from '../../protocol/lsp/index.js';
import type { Language } from '../language/language.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { PendingState } from '../state/pending.js';
import { KeptDecisions, type KeptDecisionsPorts } from './kept-decisions.js';
import type { Reviews } from './reviews.js';

export interface KeepParts {
  storage: KeptDecisionsPorts['storage'];
  language: Language;
  sessions: SessionRegistry;
  pending: PendingState;
  reviews: Reviews;
}

/** Has the decisions kept, for as long as the extension runs. */
export function keepDecisions({ storage, language, sessions, pending, reviews }: KeepParts): void {
  const kept = new KeptDecisions({
    storage,
    withFile: (file) => sessions.withFile(file),
    override: (params) => language.request(overrideRequest, params),
    restored: () => {
      pending.touch(0);
      reviews.refreshAll();
    },
  });
  const { events } = language;
  events.decided.on((params) => kept.decided(params));
  sessions.updated.on(({ notice }) => kept.updated(notice));
  sessions.ended.on(({ record }) => kept.ended(record));
  const restore = (): void => void kept.restore().catch(() => undefined);
  events.state.on((state) => {
    if (state !== 'running') return;
    kept.serverStarted();
    restore();
  });
  sessions.started.on(restore);
  events.baseline.on(restore);
  events.pendingChanges.on(restore);
}
