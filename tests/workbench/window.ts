import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Debugging } from '../../scripts/workbench/debugging.mjs';
import { copyTestWorkspace } from '../../scripts/workbench/host-tests.mjs';
import { openFile, runCommandByTitle } from '../../scripts/workbench/palette.mjs';
import { Workbench } from '../../scripts/workbench/workbench.mjs';

const root = join(import.meta.dirname, '../..');

/** Screenshots of every state, to be looked at. */
const results = join(root, 'test-results/workbench');

export interface WindowOptions {
  /** Files beside the programs, there before the window opens. */
  files?: Record<string, string>;
  settings?: Record<string, unknown>;
  askForTrust?: boolean;
  viewport?: { width: number; height: number };
}

/** A real workbench with a copy of the test-workspace and the extension. */
export class Window {
  readonly debugging: Debugging;

  private constructor(
    private readonly workbench: Workbench,
    private readonly scratch: string,
    readonly folder: string,
  ) {
    this.debugging = new Debugging(workbench.page);
  }

  static async open({ files = {}, ...options }: WindowOptions = {}): Promise<Window> {
    const scratch = await mkdtemp(join(tmpdir(), 'restitch-e2e-'));
    const folder = await copyTestWorkspace(scratch);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return new Window(await Workbench.open({ folder, ...options }), scratch, folder);
  }

  get page(): Workbench['page'] {
    return this.workbench.page;
  }

  async openFile(path: string, line?: number): Promise<void> {
    await openFile(this.page, path, line);
  }

  async run(title: string): Promise<void> {
    await runCommandByTitle(this.page, title);
  }

  /** Copies the files of a later version over a program's, as an edit on disk does. */
  async overlay(program: string, version: string): Promise<void> {
    const source = version === 'v1' ? 'src' : join('versions', version);
    const from = join(root, 'test-workspace', program, source);
    await cp(from, join(this.folder, program, 'src'), { recursive: true });
  }

  /** Waits until the terminal shows a text. */
  async terminalSays(text: RegExp): Promise<void> {
    const rows = this.page.locator('.xterm-rows');
    await this.until(
      async () => (await rows.allTextContents()).join('\n'),
      (shown) => text.test(shown),
    );
  }

  async edit(path: string, change: (text: string) => string): Promise<void> {
    const file = join(this.folder, path);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }

  /** What the status bar says of live updates. */
  async status(text: string | RegExp): Promise<void> {
    const item = this.page.locator('.statusbar-item').filter({ hasText: text });
    await item.first().waitFor();
  }

  async screenshot(name: string): Promise<void> {
    await mkdir(results, { recursive: true });
    await this.page.screenshot({ path: join(results, `${name}.png`) });
  }

  /** Polls until a reading is as it should be. */
  async until<T>(read: () => Promise<T>, check: (value: T) => boolean): Promise<T> {
    let last: T | undefined;
    await expect
      .poll(async () => check((last = await read())), { timeout: 60_000, interval: 200 })
      .toBe(true);
    return last as T;
  }

  async close(): Promise<void> {
    await this.workbench.close();
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
