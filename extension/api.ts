import type { Decorations } from './decorations/decorations.js';
import type { Language } from './language/language.js';
import type { Reviews } from './review/reviews.js';
import type { SessionRegistry } from './sessions/session-registry.js';
import type { PendingState } from './state/pending.js';
import type { LiveUpdates } from './update/live-updates.js';

/** What the extension gives to others, and to its tests. */
export interface RestitchApi {
  readonly sessions: SessionRegistry;
  readonly updates: LiveUpdates;
  readonly pending: PendingState;
  readonly language: Language;
  readonly decorations: Decorations;
  readonly reviews: Reviews;
}
