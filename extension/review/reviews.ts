import { join } from 'node:path';
import { window, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { ShowAt } from '../../protocol/review.js';
import type { DebugSessions } from '../debug/debug-sessions.js';
import type { Language } from '../language/language.js';
import type { Log } from '../output/log.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Settings } from '../settings/settings.js';
import { Signal, type Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import type { ReviewedApply } from '../update/live-updates.js';
import type { Versions } from '../versions/versions.js';
import type { ReviewHost } from './review-host.js';
import { PANEL_TYPE, ReviewPanel } from './review-panel.js';
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

/** How long the program of a panel is looked for after the window was loaded again, and how often. */
const RESTORE_WITHIN = 15_000;
const LOOK_AGAIN = 250;

/** The panels that show what an update would do, one for each session. */
export class Reviews implements Disposable {
  /** Another panel is in front, or none any more. */
  readonly activeChanged = new Signal<void>();
  readonly #parts: ReviewParts;
  readonly #panels = new Map<string, ReviewPanel>();
  readonly transformers: Transformers;
  readonly #values: StoppedValues;
  readonly #serializer: Disposable;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
    const { context, sessions, debugged, language, t } = parts;
    const storage = (context.storageUri ?? context.globalStorageUri).fsPath;
    this.transformers = new Transformers(join(storage, 'transformers'));
    this.#values = new StoppedValues(debugged, join(context.extensionPath, 'dist'));
    sessions.updated.on(({ session }) => this.#panels.get(idOf(session))?.refreshSoon());
    sessions.ended.on((session) => {
      this.#panels.get(idOf(session))?.host.end(t('The program has ended.'), true);
    });
    debugged.changed.on(() => this.refreshAll());
    // It may not have known the program yet when a panel asked.
    const retry = (): void => {
      for (const panel of this.#panels.values()) if (!panel.host.shown.model) panel.refreshSoon();
    };
    language.events.baseline.on(retry);
    language.events.pendingChanges.on(retry);
    this.#serializer = window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** Shows the plan of a session, at its first open question or at a place. */
  open(session: LiveSession, at?: ReviewPlace): Promise<void> {
    const where = at ? { file: at.file, line: at.line } : null;
    const known = this.#panels.get(idOf(session));
    if (known) known.show(where);
    else this.#make(session, where);
    return Promise.resolve();
  }

  /** Name of the session whose panel is in front. */
  get activeSession(): string | undefined {
    return [...this.#panels.values()].find(({ isActive }) => isActive)?.session;
  }

  /** What the panels show may have changed. */
  refreshAll(): void {
    for (const panel of this.#panels.values()) panel.refreshSoon();
  }

  /** What the panel of a session shows; `undefined` when there is none. */
  shown(session: LiveSession): ReviewHost['shown'] | undefined {
    return this.#panels.get(idOf(session))?.host.shown;
  }

  /** Leaves the panels to the editor, which brings them back when it loads its window again. */
  dispose(): void {
    for (const panel of this.#panels.values()) panel.leave();
    this.#serializer.dispose();
    this.transformers.dispose();
  }

  /** The window was loaded again: the panel comes back if its program still runs, else it goes. */
  async #restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const { session: name } = (state ?? {}) as { session?: unknown };
    const session = typeof name === 'string' ? await this.#named(name) : undefined;
    if (!session || this.#panels.has(idOf(session))) panel.dispose();
    else this.#make(session, null, panel);
  }

  /** A session that may not have been found yet. */
  async #named(name: string): Promise<LiveSession | undefined> {
    const { sessions } = this.#parts;
    for (const end = Date.now() + RESTORE_WITHIN; ;) {
      await sessions.look();
      const session = sessions.named(name);
      if (session || Date.now() > end) return session;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
  }

  #make(session: LiveSession, at: ShowAt | null, restored?: WebviewPanel): void {
    const { context, ...parts } = this.#parts;
    const own = { transformers: this.transformers, values: this.#values };
    const { extensionPath } = context;
    const onClosed = (): void => {
      this.#panels.delete(idOf(session));
      this.activeChanged.fire();
    };
    const onActive = (): void => this.activeChanged.fire();
    const all = { ...parts, ...own, extensionPath, onActive };
    this.#panels.set(idOf(session), new ReviewPanel(all, session, at, onClosed, restored));
    onActive();
  }
}

const idOf = ({ record }: LiveSession): string => record.socket;
