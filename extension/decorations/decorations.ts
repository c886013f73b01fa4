import {
  Range,
  window,
  workspace,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import { activeStatementsRequest, type ActiveStatementRange } from '../../protocol/lsp/index.js';
import type { Language } from '../language/language.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Settings } from '../settings/settings.js';
import type { Disposable } from '../signal.js';
import { lineChanges, type LineChanges } from './line-changes.js';
import { markKinds, marksOf, type MarkedRange, type Marks } from './marks.js';
import { fadeStyles, markStyles } from './styles.js';

export interface DecorationParts {
  sessions: SessionRegistry;
  language: Language;
  settings: Settings;
}

/** How long edits settle before lines are compared, and how long each step of fading lasts. */
const SETTLE = 150;
const FADE = 350;

const rangeOf = ({ start, end }: MarkedRange): Range =>
  new Range(start.line, start.character, end.line, end.character);

/** Marks lines that differ from what runs, active statements, and where they will continue. */
export class Decorations implements Disposable {
  readonly #parts: DecorationParts;
  readonly #styles = markStyles();
  readonly #fades = fadeStyles();
  readonly #statements = new Map<string, ActiveStatementRange[]>();
  readonly #shown = new Map<string, Marks>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #disposables: Disposable[];
  #settling: NodeJS.Timeout | undefined;

  constructor(parts: DecorationParts) {
    this.#parts = parts;
    const { sessions, language, settings } = parts;
    const soon = (): void => this.#soon();
    this.#disposables = [
      language.events.activeStatements.on(({ uri, statements }) => {
        this.#statements.set(uri, statements);
        soon();
      }),
      language.events.state.on((state) => {
        if (state === 'running') void this.#askAll();
      }),
      sessions.started.on(soon),
      sessions.ended.on(soon),
      sessions.updated.on(({ notice }) => {
        if (notice.outcome === 'applied') this.#fadeIn(notice.files);
        soon();
      }),
      settings.onChanged(soon),
      workspace.onDidChangeTextDocument(soon),
      window.onDidChangeVisibleTextEditors(() => void this.#askAll()),
    ];
  }

  /** What is marked in a document now; for tests. */
  marksIn(document: TextDocument): Marks | undefined {
    return this.#shown.get(document.uri.toString());
  }

  dispose(): void {
    clearTimeout(this.#settling);
    for (const timer of this.#timers) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
    for (const style of [...Object.values(this.#styles), ...this.#fades]) style.dispose();
  }

  #soon(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#showAll(), SETTLE);
  }

  /** Documents that have just come into view. */
  async #askAll(): Promise<void> {
    if (this.#parts.sessions.live.length > 0) {
      await Promise.all(window.visibleTextEditors.map(({ document }) => this.#ask(document)));
    }
    this.#soon();
  }

  async #ask({ uri }: TextDocument): Promise<void> {
    if ((await this.#parts.sessions.running(uri.fsPath)).length === 0) return;
    try {
      const params = { textDocument: { uri: uri.toString() } };
      const found = await this.#parts.language.request(activeStatementsRequest, params);
      if (found) this.#statements.set(uri.toString(), found);
    } catch {
      // The server tells when it knows.
    }
  }

  async #showAll(): Promise<void> {
    await Promise.all(window.visibleTextEditors.map((editor) => this.#show(editor)));
  }

  async #show(editor: TextEditor): Promise<void> {
    const { document } = editor;
    if (document.uri.scheme !== 'file') return;
    const id = document.uri.toString();
    const changes = await this.#changesIn(document);
    const statements = changes ? (this.#statements.get(id) ?? []) : [];
    const none = { changed: [], removed: [] };
    const marks = marksOf(changes ?? none, statements, document.lineCount);
    if (JSON.stringify(this.#shown.get(id)) === JSON.stringify(marks) && this.#isShown(editor))
      return;
    this.#shown.set(id, marks);
    for (const kind of markKinds) {
      editor.setDecorations(this.#styles[kind], marks[kind].map(rangeOf));
    }
    this.#editors.add(editor);
  }

  /** Editors that have been decorated: others of the same document have not. */
  readonly #editors = new WeakSet<TextEditor>();

  #isShown(editor: TextEditor): boolean {
    return this.#editors.has(editor);
  }

  /** `undefined` where nothing is to be marked. */
  async #changesIn(document: TextDocument): Promise<LineChanges | undefined> {
    const { sessions, settings } = this.#parts;
    const [session] = await sessions.running(document.uri.fsPath);
    const hash = session?.hashOf(document.uri.fsPath);
    if (!settings.decorations || !session || hash === undefined) return undefined;
    const source = await session.source(hash);
    return source && lineChanges(source.authored, document.getText());
  }

  /** Lines that have been applied fade back to ordinary ones. */
  #fadeIn(files: readonly string[]): void {
    if (!this.#parts.settings.decorations) return;
    for (const editor of window.visibleTextEditors) {
      const { uri } = editor.document;
      if (uri.scheme !== 'file' || !files.includes(uri.fsPath)) continue;
      const ranges = (this.#shown.get(uri.toString())?.changed ?? []).map(rangeOf);
      if (ranges.length > 0) this.#fade(editor, ranges, 0);
    }
  }

  #fade(editor: TextEditor, ranges: Range[], step: number): void {
    const [last, style]: (TextEditorDecorationType | undefined)[] = [
      this.#fades[step - 1],
      this.#fades[step],
    ];
    if (last) editor.setDecorations(last, []);
    if (!style) return;
    editor.setDecorations(style, ranges);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#fade(editor, ranges, step + 1);
    }, FADE);
    this.#timers.add(timer);
  }
}
