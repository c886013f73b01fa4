import { window } from 'vscode';
import { stackPreviewRequest } from '../../protocol/lsp/index.js';
import type { Language } from '../language/language.js';
import type { SessionFocus } from '../sessions/focus.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Disposable } from '../signal.js';
import type { ContextKeys } from '../state/context-keys.js';
import type { PendingState } from '../state/pending.js';
import type { SessionState } from '../state/session-state.js';
import type { StatusBar } from '../status/status-bar.js';
import { statusText } from '../status/status-text.js';
import type { Translate } from '../translate.js';
import { historyNode, sessionNode, type SessionFacts } from './session-nodes.js';
import { TreeView } from './tree-view.js';

export interface ViewParts {
  sessions: SessionRegistry;
  focus: SessionFocus;
  language: Language;
  pending: PendingState;
  state: SessionState;
  statusBar: StatusBar;
  keys: ContextKeys;
  t: Translate;
}

/** Frames of each thread that are read for the views. */
const DEPTH = 60;

/** Keeps everything that shows the state of the sessions in step with it. */
export class Views implements Disposable {
  readonly #parts: ViewParts;
  readonly #sessionsView: TreeView;
  readonly #historyView: TreeView;
  readonly #disposables: Disposable[];

  constructor(parts: ViewParts) {
    this.#parts = parts;
    const { sessions, focus, state, t } = parts;
    this.#sessionsView = new TreeView(
      'restitch.sessions',
      () => sessions.live.map((session) => sessionNode(this.#factsOf(session), t)),
      t,
    );
    this.#historyView = new TreeView(
      'restitch.history',
      () => [...sessions.live, ...sessions.past].map((session) => historyNode(session, t)),
      t,
    );
    const show = (): void => this.show();
    this.#disposables = [
      ...[this.#sessionsView, this.#historyView],
      state.changed.on(show),
      focus.changed.on(show),
      window.onDidChangeActiveTextEditor(() => {
        this.#showStatus();
        void focus.lookAgain().then(() => this.#showStatus());
      }),
    ];
    this.show();
  }

  show(): void {
    const { sessions, pending, keys, t } = this.#parts;
    keys.set(sessions.live.length > 0, pending.files);
    this.#showStatus();
    const count = sessions.live.reduce((sum, { name }) => sum + pending.of(name).length, 0);
    this.#sessionsView.badge(
      count,
      count === 1 ? t('1 pending change') : t('{0} pending changes', count),
    );
    this.#sessionsView.refresh();
    this.#historyView.refresh();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #showStatus(): void {
    const { focus, sessions, state, statusBar, t } = this.#parts;
    const session = focus.current ?? sessions.live[0];
    statusBar.show(session && statusText(state.facts(session), t));
  }

  #factsOf(session: LiveSession): SessionFacts {
    const { state, pending, focus, sessions, language } = this.#parts;
    const { name, record, updates } = session;
    const preview = { session: name, depth: DEPTH };
    return {
      ...state.facts(session),
      ...{ entry: record.entry, pid: record.pid, updates },
      isFocused: sessions.live.length > 1 && focus.current === session,
      pendingChanges: [...pending.obstacles(name), ...pending.of(name)],
      preview: async () => (await language.request(stackPreviewRequest, preview)) ?? [],
      stack: () => session.stack(DEPTH),
    };
  }
}
