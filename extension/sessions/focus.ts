import { window } from 'vscode';
import type { DebugSessions } from '../debug/debug-sessions.js';
import { baseName } from '../output/update-line.js';
import { Signal } from '../signal.js';
import type { Translate } from '../translate.js';
import { chooseSession } from './choose.js';
import type { LiveSession } from './live-session.js';
import type { SessionRegistry } from './session-registry.js';

/** Which session commands are about. */
export class SessionFocus {
  readonly changed = new Signal<void>();
  readonly #sessions: SessionRegistry;
  readonly #debugged: DebugSessions;
  readonly #t: Translate;
  #chosen: string | undefined;
  #reviewed: () => string | undefined = () => undefined;

  constructor(sessions: SessionRegistry, debugged: DebugSessions, t: Translate) {
    this.#sessions = sessions;
    this.#debugged = debugged;
    this.#t = t;
  }

  /** The session that is meant now, if that is clear. */
  get current(): LiveSession | undefined {
    const { activePid: debuggedPid } = this.#debugged;
    const file = activeFile();
    const reviewed = this.#reviewed();
    return chooseSession(this.#sessions.live, {
      ...(reviewed === undefined ? {} : { reviewed }),
      ...(debuggedPid === undefined ? {} : { debuggedPid }),
      ...(file === undefined ? {} : { file }),
      ...(this.#chosen === undefined ? {} : { chosen: this.#chosen }),
    });
  }

  /** Has commands mean the session whose review is in front. */
  follow(reviews: { activeSession: string | undefined; activeChanged: Signal<void> }): void {
    this.#reviewed = () => reviews.activeSession;
    reviews.activeChanged.on(() => this.changed.fire());
  }

  choose(session: LiveSession): void {
    this.#chosen = session.name;
    this.changed.fire();
  }

  /** The session that is meant; asks where that is not clear. */
  async need(named?: string): Promise<LiveSession | undefined> {
    const byName = named === undefined ? undefined : this.#sessions.named(named);
    if (byName) return byName;
    await this.#sessions.look();
    await this.lookAgain();
    return this.current ?? (await this.pick());
  }

  /** Asks programs that may have loaded the file in the editor since they were asked last. */
  async lookAgain(): Promise<void> {
    const file = activeFile();
    if (file !== undefined && this.#sessions.live.length > 1) await this.#sessions.running(file);
  }

  /** Has the developer pick a session. */
  async pick(): Promise<LiveSession | undefined> {
    const t = this.#t;
    const { live } = this.#sessions;
    if (live.length === 0) {
      void window.showInformationMessage(t('No program runs that can be updated.'));
      return undefined;
    }
    const items = live.map((session) => ({
      label: session.name,
      description: t('version {0}, process {1}', session.version, session.record.pid),
      detail: session.record.entry,
      session,
    }));
    const title = t('Select Session for Live Updates');
    const picked = await window.showQuickPick(items, { title, matchOnDetail: true });
    if (picked) this.choose(picked.session);
    return picked?.session;
  }
}

function activeFile(): string | undefined {
  const uri = window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri.fsPath : undefined;
}

export const sessionLabel = ({ name, record }: LiveSession): string =>
  name === baseName(record.entry) ? name : `${name} (${baseName(record.entry)})`;
