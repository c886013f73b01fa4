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

  constructor(sessions: SessionRegistry, debugged: DebugSessions, t: Translate) {
    this.#sessions = sessions;
    this.#debugged = debugged;
    this.#t = t;
  }

  /** The session that is meant now, if that is clear. */
  get current(): LiveSession | undefined {
    const { activePid: debuggedPid } = this.#debugged;
    const uri = window.activeTextEditor?.document.uri;
    return chooseSession(this.#sessions.live, {
      ...(debuggedPid === undefined ? {} : { debuggedPid }),
      ...(uri?.scheme === 'file' ? { file: uri.fsPath } : {}),
      ...(this.#chosen === undefined ? {} : { chosen: this.#chosen }),
    });
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
    return this.current ?? (await this.pick());
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

export const sessionLabel = ({ name, record }: LiveSession): string =>
  name === baseName(record.entry) ? name : `${name} (${baseName(record.entry)})`;
