import { workspace, type TextDocument } from 'vscode';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Settings } from '../settings/settings.js';
import type { Disposable } from '../signal.js';
import type { PendingState } from '../state/pending.js';
import type { LiveUpdates } from './live-updates.js';
import type { SaveFiles } from './save-files.js';

export interface TriggerParts {
  sessions: SessionRegistry;
  updates: LiveUpdates;
  files: SaveFiles;
  pending: PendingState;
  settings: Settings;
}

/** Asks for updates when files are saved, and when the debugger goes on, as the settings say. */
export class Triggers implements Disposable {
  readonly #parts: TriggerParts;
  readonly #disposables: Disposable[];
  /** Sessions whose saved changes wait until nothing is typed. */
  readonly #waiting = new Set<LiveSession>();
  #idle: NodeJS.Timeout | undefined;

  constructor(parts: TriggerParts) {
    this.#parts = parts;
    this.#disposables = [
      workspace.onDidSaveTextDocument((document) => void this.#saved(document)),
      workspace.onDidChangeTextDocument(() => {
        if (this.#waiting.size > 0) this.#restartIdle();
      }),
      parts.sessions.ended.on((session) => void this.#waiting.delete(session)),
    ];
  }

  /** What is to be done before a debugged process goes on; `undefined` when there is nothing. */
  beforeGoingOn(pid: number): Promise<void> | undefined {
    const { sessions, settings, updates, pending } = this.#parts;
    const session = settings.applyOn === 'continue' ? sessions.ofProcess(pid) : undefined;
    if (!session || pending.of(session.name).length === 0) return undefined;
    return updates.request(session, { kind: 'apply', cause: 'continue' }).then(() => undefined);
  }

  dispose(): void {
    clearTimeout(this.#idle);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #saved(document: TextDocument): Promise<void> {
    const { sessions, settings, updates, files } = this.#parts;
    const { uri } = document;
    if (uri.scheme !== 'file' || files.isSaving(document)) return;
    const { applyOn } = settings;
    if (applyOn !== 'save' && applyOn !== 'saveWhenIdle') return;
    for (const session of await sessions.running(uri.fsPath)) {
      if (applyOn === 'save') void updates.request(session, { kind: 'apply', cause: 'save' });
      if (applyOn === 'saveWhenIdle') this.#waiting.add(session);
    }
    if (this.#waiting.size > 0) this.#restartIdle();
  }

  #restartIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const session of waiting) {
        void this.#parts.updates.request(session, { kind: 'apply', cause: 'idle' });
      }
    }, this.#parts.settings.idleDelay);
  }
}
