import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  env,
  l10n,
  Position,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type WebviewPanel,
} from 'vscode';
import { overrideRequest, reviewRequest } from '../../protocol/lsp/index.js';
import type { FromPanel, ShowAt } from '../../protocol/review.js';
import type { Language } from '../language/language.js';
import type { Log } from '../output/log.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { Translate } from '../translate.js';
import type { ReviewedApply } from '../update/live-updates.js';
import type { Versions } from '../versions/versions.js';
import { panelHtml } from './html.js';
import { readPanelFiles } from './panel-files.js';
import { reviewEnd } from './review-end.js';
import { ReviewHost, type ReviewPorts } from './review-host.js';
import type { Transformers } from './transformers.js';
import type { StoppedValues } from './stopped-values.js';

export interface PanelParts {
  extensionPath: string;
  language: Language;
  log: Log;
  apply: ReviewedApply;
  versions: Versions;
  transformers: Transformers;
  values: StoppedValues;
  /** A panel has come to the front, or is there no more. */
  onActive: () => void;
  t: Translate;
}

/** How long to wait for the next change of a source, in milliseconds. */
const SETTLE = 400;

export const PANEL_TYPE = 'restitch.review';

/** The panel of one session. */
export class ReviewPanel {
  readonly host: ReviewHost;
  /** Name of its session. */
  readonly session: string;
  readonly #panel: WebviewPanel;
  readonly #edits: Disposable;
  #timer: NodeJS.Timeout | undefined;

  /** @param restored A panel from before the window was loaded again; one is made without it. */
  constructor(
    parts: PanelParts,
    session: LiveSession,
    at: ShowAt | null,
    onClosed: () => void,
    restored?: WebviewPanel,
  ) {
    const { t, extensionPath } = parts;
    this.session = session.name;
    const dist = join(extensionPath, 'dist');
    const title = t('Review: {0}', session.name);
    const options = { enableScripts: true, localResourceRoots: [Uri.file(dist)] };
    this.#panel =
      restored ?? window.createWebviewPanel(PANEL_TYPE, title, ViewColumn.Active, options);
    const panel = this.#panel;
    const { webview } = panel;
    webview.options = options;
    const onDecided = (): void => void this.host.refresh();
    this.host = new ReviewHost(portsOf(parts, session, panel, onDecided), at);
    this.#edits = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && session.runs(document.uri.fsPath)) this.refreshSoon();
    });
    webview.onDidReceiveMessage((message: FromPanel) => {
      void this.host.receive(message).catch((error: unknown) => {
        parts.log.error('The review panel could not be served.', error);
      });
    });
    panel.onDidChangeViewState(() => parts.onActive());
    panel.onDidDispose(() => {
      this.leave();
      onClosed();
    });
    const address = (name: string): string =>
      webview.asWebviewUri(Uri.file(join(dist, name))).toString();
    webview.html = panelHtml({
      ...readPanelFiles(dist, address),
      source: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      language: env.language,
      ...(l10n.bundle ? { texts: l10n.bundle } : {}),
    });
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  /** Brings the panel to the front, at a place. */
  show(at: ShowAt | null): void {
    this.#panel.reveal(undefined, false);
    this.host.show(at);
  }

  /** The sources or the program have changed. */
  refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.host.refresh(), SETTLE);
  }

  /** Serves the panel no longer. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#edits.dispose();
  }
}

function portsOf(
  parts: PanelParts,
  session: LiveSession,
  panel: WebviewPanel,
  onDecided: () => void,
): ReviewPorts {
  const { language, versions, transformers, values, t } = parts;
  const params = { session: session.name };
  const override: ReviewPorts['override'] = (decision) =>
    language.request(overrideRequest, decision);
  return {
    post: (message) => void panel.webview.postMessage(message),
    review: () => language.request(reviewRequest, params),
    override,
    apply: async () => {
      const end = reviewEnd(await parts.apply(session, { acceptProposals: false }), t);
      // What came of it is told in the status bar, and the program goes on.
      if (end.isDone && !end.isError) {
        setTimeout(() => void panel.dispose(), 0);
      }
      return end;
    },
    values: (model) => values.of(session.record.pid, model),
    canLook: () => values.canLook(session.record.pid),
    look: (before) => values.look(session.record.pid, before),
    folders: () => (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    openDiff: ({ file }) => versions.comparePending(session, file),
    openSource: async ({ file }, line) => {
      const at = new Position(line - 1, 0);
      const selection = new Range(at, at);
      await window.showTextDocument(Uri.file(file), { selection, viewColumn: ViewColumn.Beside });
    },
    openPlan: async (content) => {
      const document = await workspace.openTextDocument({ content, language: 'plaintext' });
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
    },
    editTransformer: (what, answer) =>
      transformers.edit(session.name, what, answer, async (uri, decision) => {
        const answered = await override({ uri, decision });
        onDecided();
        return answered;
      }),
    close: () => void panel.dispose(),
    t,
  };
}
