import type { ExtensionContext } from 'vscode';
import type { Language } from '../language/language.js';
import type { Log } from '../output/log.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Settings } from '../settings/settings.js';
import type { Disposable } from '../signal.js';
import type { ReviewedApply } from '../update/live-updates.js';

/** Where a review begins: a place of the sources that a question is about. */
export interface ReviewPlace {
  /** Absolute path. */
  file: string;
  /** 1-based. */
  line: number | null;
  /** Code of the diagnostic that asks, such as RS1204. */
  code: string;
}

/** What the review works with. */
export interface ReviewParts {
  context: ExtensionContext;
  language: Language;
  sessions: SessionRegistry;
  settings: Settings;
  log: Log;
  /** Applies what has been reviewed; with everything that goes with an update in the editor. */
  apply: ReviewedApply;
}

/** The panels that show what an update would do, one for each session. */
export class Reviews implements Disposable {
  constructor(readonly parts: ReviewParts) {}

  /** Shows the plan of a session, at its first open question or at a place. */
  async open(_session: LiveSession, _at?: ReviewPlace): Promise<void> {
    await Promise.resolve();
  }

  dispose(): void {}
}
