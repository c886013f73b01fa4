import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RunningSession } from '../sessions/running-session.js';
import type { SessionEvent, Sessions } from '../sessions/sessions.js';
import type { Comparisons } from './comparisons.js';
import type { DecisionStore } from './decisions.js';
import type { Texts } from './texts.js';

export interface WatchContext {
  sessions: Sessions;
  texts: Texts;
  comparisons: Comparisons;
  decisions: DecisionStore;
}

/** File systems keep times less exactly than clocks. */
const CLOCK_SLACK = 2000;

/**
 * A program is found before it has loaded its modules, and does not tell of those that come; when it is asked again, in
 * milliseconds after that.
 */
const ASKED_AGAIN = [300, 1500, 5000];

/** Has files compared when they, or what runs of them, may have changed. */
export class Watch {
  /** How long to wait for the next keystroke. */
  debounceMs = 120;
  readonly #context: WatchContext;

  constructor(context: WatchContext) {
    this.#context = context;
    context.sessions.onEvent((event) => this.#on(event));
  }

  edited(document: TextDocument): void {
    const { texts, sessions, comparisons } = this.#context;
    const file = texts.opened(document);
    if (file === undefined) return;
    if (sessions.withFile(file).length > 0) comparisons.schedule(file, this.debounceMs);
    for (const session of sessions.all()) void this.#look(session, file);
  }

  closed(document: TextDocument): void {
    const { texts, sessions, comparisons } = this.#context;
    const file = texts.closed(document.uri);
    if (file !== undefined && sessions.withFile(file).length > 0) comparisons.schedule(file);
  }

  /** Compares the files on disk that may have changed since they were loaded. */
  scan(): void {
    for (const session of this.#context.sessions.all()) this.#scan(session);
  }

  /** Activations move all the time: after an edit the program is asked where it is. */
  async #look(session: RunningSession, edited: string): Promise<void> {
    const { texts, comparisons } = this.#context;
    const files = [...new Set([...texts.openFiles(), edited])];
    const state = (file: string): string =>
      `${session.runs(file)} ${JSON.stringify(session.activeIn(file))}`;
    const before = new Map(files.map((file) => [file, state(file)]));
    if (!(await session.look(false))) return;
    for (const [file, was] of before) if (state(file) !== was) comparisons.schedule(file);
  }

  /** Looks for what a program loads at its start. */
  async #follow(session: RunningSession): Promise<void> {
    const { texts, comparisons, sessions } = this.#context;
    let before = new Set(session.files);
    for (const delay of ASKED_AGAIN) {
      await sleep(delay, undefined, { ref: false });
      if (!sessions.all().includes(session)) return;
      await session.look(true);
      const added = session.files.filter((file) => !before.has(file));
      for (const file of added) if (texts.isOpen(file)) comparisons.schedule(file);
      if (added.length > 0) this.#scan(session);
      before = new Set(session.files);
    }
  }

  #on(event: SessionEvent): void {
    const { texts, comparisons, decisions, sessions } = this.#context;
    const { session } = event;
    if (event.kind === 'ended') {
      comparisons.forget(session);
      for (const file of session.files) {
        if (sessions.withFile(file).length === 0) decisions.clear(file);
      }
      return;
    }
    if (event.kind === 'attached') void this.#follow(session);
    if (event.kind === 'updated' && event.notice.outcome === 'applied') {
      // What was decided was about the step that has been made.
      for (const file of event.notice.files) decisions.clear(file);
    }
    for (const file of texts.openFiles()) if (session.runs(file)) comparisons.schedule(file);
    this.#scan(session);
  }

  #scan(session: RunningSession): void {
    const { texts, comparisons } = this.#context;
    const known = new Set(comparisons.all().map(({ file }) => file));
    const since = Date.parse(session.record.started) - CLOCK_SLACK;
    for (const file of session.files) {
      if (texts.isOpen(file) && existsSync(file) && !comparisons.isGone(file)) continue;
      if (known.has(file) || texts.isWrittenSince(file, since)) comparisons.schedule(file);
    }
  }
}
