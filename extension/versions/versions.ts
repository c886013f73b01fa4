import { existsSync } from 'node:fs';
import { commands, Uri, window, workspace } from 'vscode';
import { hashAt } from '../history/history.js';
import { baseName } from '../output/update-line.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import { addressIn, queryOf, versionScheme, type VersionAddress } from './version-uri.js';

/** Shows the versions of files that have run, and how they differ. */
export class Versions implements Disposable {
  readonly #sessions: SessionRegistry;
  readonly #t: Translate;
  readonly #registration: Disposable;
  /** Texts that have been shown stay, also when the session is over. */
  readonly #texts = new Map<string, string>();

  constructor(sessions: SessionRegistry, t: Translate) {
    this.#sessions = sessions;
    this.#t = t;
    this.#registration = workspace.registerTextDocumentContentProvider(versionScheme, {
      provideTextDocumentContent: async ({ query }) => {
        const address = addressIn(query);
        return address === undefined ? '' : this.#text(address);
      },
    });
  }

  uriOf(address: VersionAddress): Uri {
    return Uri.file(address.file).with({ scheme: versionScheme, query: queryOf(address) });
  }

  /** What runs of a file, beside what is in the editor. */
  async comparePending(session: LiveSession, file: string): Promise<void> {
    const hash = session.hashOf(file);
    if (hash === undefined) return this.#tellUnknown(file);
    const left = this.uriOf({ session: session.name, file, hash });
    const title = this.#t('{0}: running (v{1}) ↔ edited', baseName(file), session.version);
    // Without an address it is an empty text.
    const gone = Uri.file(file).with({ scheme: versionScheme });
    await commands.executeCommand(
      'vscode.diff',
      left,
      existsSync(file) ? Uri.file(file) : gone,
      title,
    );
  }

  /** A file in two versions of the program. */
  async compare(session: LiveSession, file: string, from: number, to: number): Promise<void> {
    const [left, right] = [from, to].map((version) => this.#uriAt(session, file, version));
    if (!left || !right) return this.#tellUnknown(file);
    const title = `${baseName(file)}: v${from} ↔ v${to}`;
    await commands.executeCommand('vscode.diff', left, right, title);
  }

  /** Has the developer pick the version to compare with. */
  async compareWithAnother(session: LiveSession, file: string, version: number): Promise<void> {
    const t = this.#t;
    const items = session.updates
      .map(({ entry }) => entry)
      .filter((entry) => entry.version !== version)
      .map((entry) => ({
        label: `v${entry.version}`,
        description: new Date(entry.time).toLocaleTimeString(),
        version: entry.version,
      }));
    const title = t('Compare v{0} of {1} with', version, baseName(file));
    const picked = await window.showQuickPick(items.reverse(), { title });
    if (!picked) return;
    const [from, to] = [picked.version, version].sort((a, b) => a - b);
    await this.compare(session, file, from ?? version, to ?? version);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #uriAt(session: LiveSession, file: string, version: number): Uri | undefined {
    const history = session.updates.map(({ entry }) => entry);
    const hash = hashAt(history, file, version, session.hashOf(file));
    return hash === undefined ? undefined : this.uriOf({ session: session.name, file, hash });
  }

  async #text(address: VersionAddress): Promise<string> {
    const id = `${address.file} ${address.hash}`;
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const source = await this.#sessions.named(address.session)?.source(address.hash);
    if (!source) {
      const hint = this.#t('This version is no longer known: its program has ended.');
      throw new Error(hint);
    }
    this.#texts.set(id, source.authored);
    return source.authored;
  }

  #tellUnknown(file: string): void {
    const message = this.#t('{0} is no module of the running program.', baseName(file));
    void window.showInformationMessage(message);
  }
}
