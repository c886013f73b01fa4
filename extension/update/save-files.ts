import { workspace, type TextDocument } from 'vscode';
import { belongsTo } from '../sessions/belongs.js';
import type { LiveSession } from '../sessions/live-session.js';

/** Saves the sources of programs before they are updated. */
export class SaveFiles {
  readonly #saving = new Set<string>();

  /** Whether a document is being saved for an update, and not by the developer. */
  isSaving({ uri }: TextDocument): boolean {
    return this.#saving.has(uri.toString());
  }

  /** @returns The paths of files that could not be saved. */
  async save(session: LiveSession): Promise<string[]> {
    const dirty = workspace.textDocuments.filter(
      ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && belongsTo(session, uri.fsPath),
    );
    const saved = await Promise.all(dirty.map((document) => this.#saveOne(document)));
    return dirty.filter((_, index) => saved[index] !== true).map(({ uri }) => uri.fsPath);
  }

  async #saveOne(document: TextDocument): Promise<boolean> {
    const id = document.uri.toString();
    this.#saving.add(id);
    try {
      // Somebody else may have been faster, which counts as not having saved.
      return (await document.save()) || !document.isDirty;
    } finally {
      this.#saving.delete(id);
    }
  }
}
