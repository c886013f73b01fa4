import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import type { ShowAt } from '../../protocol/review.js';
import type { DebugSessions } from '../debug/debug-sessions.js';
import type { Language } from '../language/language.js';
import type { Log } from '../output/log.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Settings } from '../settings/settings.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import type { ReviewedApply } from '../update/live-updates.js';
import type { Versions } from '../versions/versions.js';
import type { ReviewHost } from './review-host.js';
import { ReviewPanel } from './review-panel.js';
import { StoppedValues } from './stopped-values.js';
import { Transformers } from './transformers.js';

/** Where a review begins: a place of the sources that a question is about. */
export interface ReviewPlace extends ShowAt {
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
  debugged: DebugSessions;
  versions: Versions;
  t: Translate;
  /** Applies what has been reviewed; with everything that goes with an update in the editor. */
  apply: ReviewedApply;
}

/** The panels that show what an update would do, one for each session. */
export class Reviews implements Disposable {
  readonly #parts: ReviewParts;
  readonly #panels = new Map<string, ReviewPanel>();
  readonly #transformers: Transformers;
  readonly #values: StoppedValues;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
    const { context, sessions, debugged, t } = parts;
    const storage = (context.storageUri ?? context.globalStorageUri).fsPath;
    this.#transformers = new Transformers(join(storage, 'transformers'));
    this.#values = new StoppedValues(debugged);
    sessions.updated.on(({ session }) => this.#panels.get(idOf(session))?.refreshSoon());
    sessions.ended.on((session) => {
      this.#panels.get(idOf(session))?.host.end(t('The program has ended.'), true);
    });
    debugged.changed.on(() => {
      for (const panel of this.#panels.values()) panel.refreshSoon();
    });
  }

  /** Shows the plan of a session, at its first open question or at a place. */
  open(session: LiveSession, at?: ReviewPlace): Promise<void> {
    const where = at ? { file: at.file, line: at.line } : null;
    const known = this.#panels.get(idOf(session));
    if (known) known.show(where);
    else this.#panels.set(idOf(session), this.#make(session, where));
    return Promise.resolve();
  }

  /** What the panel of a session shows; `undefined` when there is none. */
  shown(session: LiveSession): ReviewHost['shown'] | undefined {
    return this.#panels.get(idOf(session))?.host.shown;
  }

  dispose(): void {
    for (const panel of [...this.#panels.values()]) panel.close();
    this.#transformers.dispose();
  }

  #make(session: LiveSession, at: ShowAt | null): ReviewPanel {
    const { context, ...parts } = this.#parts;
    const own = { transformers: this.#transformers, values: this.#values };
    const { extensionPath } = context;
    return new ReviewPanel({ ...parts, ...own, extensionPath }, session, at, () =>
      this.#panels.delete(idOf(session)),
    );
  }
}

const idOf = ({ record }: LiveSession): string => record.socket;
