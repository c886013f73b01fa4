import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentUri, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** What stands in a file: in its buffer where it is open, else on disk. */
export interface CurrentText {
  text: string;
  /** The document's, for a file that is open. */
  version: number | null;
  uri: DocumentUri;
}

/** The texts of files as the developer sees them; files are named by their real paths. */
export class Texts {
  readonly #files = new Map<DocumentUri, string>();
  readonly #open = new Map<string, TextDocument>();

  constructor(readonly documents: TextDocuments<TextDocument>) {}

  /** Takes note of an open document (or of its change); returns its file. */
  opened(document: TextDocument): string | undefined {
    const file = this.fileOf(document.uri);
    if (file !== undefined) this.#open.set(file, document);
    return file;
  }

  closed(uri: DocumentUri): string | undefined {
    const file = this.fileOf(uri);
    if (file !== undefined) this.#open.delete(file);
    this.#files.delete(uri);
    return file;
  }

  isOpen(file: string): boolean {
    return this.#open.has(file);
  }

  openFiles(): string[] {
    return [...this.#open.keys()];
  }

  /** What stands in the buffers of some open files. */
  openTexts(isMeant: (file: string) => boolean): { file: string; text: string }[] {
    return [...this.#open]
      .filter(([file]) => isMeant(file))
      .map(([file, document]) => ({ file, text: document.getText() }));
  }

  /** The file of a document; `undefined` for what lies in no file. */
  fileOf(uri: DocumentUri): string | undefined {
    const known = this.#files.get(uri);
    if (known !== undefined) return known;
    // A client may say anything.
    if (typeof uri !== 'string' || !uri.startsWith('file:')) return undefined;
    let file: string;
    try {
      file = fileURLToPath(uri);
    } catch {
      return undefined;
    }
    try {
      file = realpathSync(file);
    } catch {
      // Not saved yet, or gone: the path is all there is.
    }
    this.#files.set(uri, file);
    return file;
  }

  /** As the client names the file. */
  uriOf(file: string): DocumentUri {
    return this.#open.get(file)?.uri ?? pathToFileURL(file).href;
  }

  /** `undefined` when the file is neither open nor on disk. */
  current(file: string): CurrentText | undefined {
    const document = this.#open.get(file);
    const uri = this.uriOf(file);
    if (document) return { text: document.getText(), version: document.version, uri };
    try {
      return { text: readFileSync(file, 'utf8'), version: null, uri };
    } catch {
      return undefined;
    }
  }

  /**
   * Whether a file lies nowhere any more, and nobody is about to write it again: what an editor still shows of it is what runs.
   * @param running the text that runs
   */
  isGone(file: string, running: string): boolean {
    if (existsSync(file)) return false;
    const document = this.#open.get(file);
    return document === undefined || document.getText() === running;
  }

  /** Whether a file that is not open was written at, or after, a time. */
  isWrittenSince(file: string, ms: number): boolean {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat === undefined || stat.mtimeMs >= ms;
  }

  /** Whether the buffer of an open file is not what lies on disk. */
  isUnsaved(file: string): boolean {
    const document = this.#open.get(file);
    if (!document) return false;
    try {
      return readFileSync(file, 'utf8') !== document.getText();
    } catch {
      return true;
    }
  }
}
