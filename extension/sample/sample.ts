import { join } from 'node:path';
import { commands, debug, Position, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { currentFile } from '../debug/configuration.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';

const edited = ['src', 'fibonacci.ts'];
const breakpointLine = 16;
/** In place of `@types/node`, which the copy comes without: the editor would show an error. */
const typing = {
  'node.d.ts': "declare module 'node:util';\n",
  'tsconfig.json': `${JSON.stringify({ compilerOptions: { module: 'nodenext', target: 'es2022', noEmit: true } })}\n`,
};

/**
 * The sample of the walkthrough: a program that computes for half a minute, and its next version.
 * What is opened is a copy of the one that comes with the extension, made anew each time.
 */
export class Sample {
  readonly #original: Uri;
  readonly #copy: Uri;
  readonly #t: Translate;

  /**
   * @param extension The extension's folder.
   * @param storage A folder of the extension's own, for the copy.
   */
  constructor(extension: Uri, storage: Uri, t: Translate) {
    this.#original = Uri.joinPath(extension, 'test-workspace', 'fibonacci');
    this.#copy = Uri.joinPath(storage, 'sample');
    this.#t = t;
  }

  register(): Disposable[] {
    return [
      commands.registerCommand('restitch.openSample', () => this.open()),
      commands.registerCommand('restitch.runSample', () => this.run()),
      commands.registerCommand('restitch.editSample', () => this.edit()),
    ];
  }

  /** Makes the copy and opens it; in this window it then is the workspace. */
  async open(): Promise<void> {
    if (this.#root() !== undefined) return this.#show(['src', 'main.ts']);
    for (const name of ['src', 'package.json', 'README.md']) {
      const target = Uri.joinPath(this.#copy, name);
      await workspace.fs.copy(Uri.joinPath(this.#original, name), target, { overwrite: true });
    }
    for (const [name, text] of Object.entries(typing)) {
      const target = Uri.joinPath(this.#copy, name);
      await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    }
    await commands.executeCommand('vscode.openFolder', this.#copy);
  }

  /** Debugs its program, whatever is in the editor: in the walkthrough, that is the walkthrough. */
  async run(): Promise<void> {
    const root = this.#root();
    if (!root) return this.#asksToOpen();
    await this.#show(['src', 'main.ts']);
    const { fsPath } = Uri.joinPath(root, 'src', 'main.ts');
    // There is time to read the next step while it computes.
    const config = { ...currentFile(fsPath, this.#t), args: ['--pause', '1000'] };
    await debug.startDebugging(workspace.getWorkspaceFolder(root), config);
  }

  /** Puts the next version of a file into its editor; nothing is saved. */
  async edit(): Promise<void> {
    const root = this.#root();
    if (!root) return this.#asksToOpen();
    const next = Uri.joinPath(this.#original, 'versions', 'v2', 'fibonacci.ts');
    const text = new TextDecoder().decode(await workspace.fs.readFile(next));
    await this.#show(edited);
    const file = Uri.joinPath(root, ...edited);
    const document = await workspace.openTextDocument(file);
    const edit = new WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.replace(file, new Range(new Position(0, 0), end), text);
    await workspace.applyEdit(edit);
  }

  #asksToOpen(): void {
    void window.showInformationMessage(this.#t('Open the sample first.'));
  }

  /** The folder of the workspace that is the sample, as the copy or as a checkout has it. */
  #root(): Uri | undefined {
    const candidates = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    return candidates.find(({ fsPath }) => fsPath === this.#copy.fsPath || isSample(fsPath));
  }

  async #show(path: string[]): Promise<void> {
    const root = this.#root();
    if (!root) return;
    const position = new Position(breakpointLine - 1, 0);
    await window.showTextDocument(Uri.joinPath(root, ...path), {
      ...(path === edited ? { selection: new Range(position, position) } : {}),
    });
  }
}

function isSample(folder: string): boolean {
  return folder.endsWith(join('test-workspace', 'fibonacci'));
}
