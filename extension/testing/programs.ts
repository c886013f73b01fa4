import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { RestitchApi } from '../api.js';

export const extension = vscode.extensions.getExtension<RestitchApi>('restitch.restitch');
const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
/** Neither the folder's name nor the file's is plain. */
export const folder = join(root, 'größe & mehr');
export const main = join(folder, 'tick tack.mjs');
export const text = join(folder, 'wörter.mjs');

const mainSource = `import { words } from './wörter.mjs';
let n = 0;
setInterval(() => console.log(words(n++)), 10);
`;
export const wordsSource = (word: string): string => `export function words(n) {
  return '${word} ' + n;
}
`;

/** Looks again and again until something is there. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  ms = 30_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A program that prints a word every 10 ms. */
export class Program {
  output = '';
  readonly #child: ChildProcess;

  /** @param entry Absolute path of its main module. */
  constructor(entry = main) {
    const cli = join(extension?.extensionPath ?? '', 'dist/cli.js');
    this.#child = spawn(process.execPath, [cli, 'run', entry], { cwd: dirname(entry) });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (part: string) => (this.output += part));
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Waits until the program prints a word from now on. */
  async prints(word: string): Promise<void> {
    const from = this.output.length;
    await until(`“${word}” in the output`, () => this.output.slice(from).includes(`${word} `));
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }
}

/** Replaces the text of a file in the editor; it is not saved. */
export async function edit(file: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const change = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  change.replace(document.uri, whole, content);
  await vscode.workspace.applyEdit(change);
  return document;
}

export const setting = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace
    .getConfiguration('restitch')
    .update(name, value, vscode.ConfigurationTarget.Global);

/** Process ids of children of the extension host that run a bundle. */
export function childrenWith(bundle: string): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return rows
    .filter((row) => row.includes(join(extension?.extensionPath ?? '', 'dist', bundle)))
    .map((row) => Number.parseInt(row, 10));
}

/** Writes the program in its first version, or another beside it; returns its main module. */
export function writeProgram(into = folder): string {
  mkdirSync(into, { recursive: true });
  const files = [main, text].map((file) => join(into, basename(file)));
  const [entry = '', words = ''] = files;
  writeFileSync(entry, mainSource);
  writeFileSync(words, wordsSource('one'));
  return entry;
}

/** In a browser, files are saved by themselves unless this is set. */
export const noAutoSave = (): Thenable<void> =>
  vscode.workspace
    .getConfiguration('files')
    .update('autoSave', 'off', vscode.ConfigurationTarget.Global);
