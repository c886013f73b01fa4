import { commands, Uri } from 'vscode';

/** Tells menus what there is. */
export class ContextKeys {
  readonly #known = new Map<string, string>();

  /** @param changedFiles URIs of files that differ from what runs. */
  set(hasSession: boolean, changedFiles: readonly string[]): void {
    this.#set('restitch.hasSession', hasSession);
    const paths = changedFiles.map((uri) => Uri.parse(uri).fsPath);
    this.#set('restitch.changedFiles', paths);
  }

  #set(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    if (this.#known.get(key) === text) return;
    this.#known.set(key, text);
    void commands.executeCommand('setContext', key, value);
  }
}
