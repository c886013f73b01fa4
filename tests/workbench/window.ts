import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { Debugging } from '../../scripts/workbench/debugging.mjs';
import { copyTestWorkspace } from '../../scripts/workbench/host-tests.mjs';
import { openFile, runCommandByTitle } from '../../scripts/workbench/palette.mjs';
import { Workbench } from '../../scripts/workbench/workbench.mjs';
import { Looks } from './looks.js';

const root = join(import.meta.dirname, '../..');

/** Lines are typed as they are given. */
const plainTyping = {
  'editor.acceptSuggestionOnEnter': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.parameterHints.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
};

export interface WindowOptions {
  /** Names the folder of the pictures. */
  scenario: string;
  /** Files beside the programs, there before the window opens. */
  files?: Record<string, string>;
  /** The name of a folder to open in place of the test-workspace, with the files alone. */
  project?: string;
  settings?: Record<string, unknown>;
  askForTrust?: boolean;
}

/** A real workbench with a copy of the test-workspace and the extension. */
export class Window {
  readonly debugging: Debugging;
  readonly looks: Looks;

  private constructor(
    private readonly workbench: Workbench,
    private readonly scratch: string,
    readonly folder: string,
    scenario: string,
  ) {
    this.debugging = new Debugging(workbench.page);
    this.looks = new Looks(workbench.page, scenario);
  }

  static async open({ files = {}, project, scenario, ...options }: WindowOptions): Promise<Window> {
    const scratch = await mkdtemp(join(tmpdir(), 'restitch-e2e-'));
    const folder =
      project === undefined ? await copyTestWorkspace(scratch) : join(scratch, project);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const settings = {
      ...plainTyping,
      'editor.minimap.enabled': false,
      // The browser's own default is to save after each key.
      'files.autoSave': 'off',
      'workbench.colorTheme': 'Light Modern',
      ...options.settings,
    };
    const workbench = await Workbench.open({ folder, ...options, settings });
    return new Window(workbench, scratch, folder, scenario);
  }

  /** Where the programs of this window are found. */
  get sessionFolder(): string {
    return join(this.workbench.home, 'run');
  }

  get page(): Workbench['page'] {
    return this.workbench.page;
  }

  /** The document of the panel that is shown. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  async openFile(path: string, line?: number): Promise<void> {
    await openFile(this.page, path, line);
  }

  async run(title: string): Promise<void> {
    await runCommandByTitle(this.page, title);
  }

  /** Presses a key that leads to an update; the file in the editor says which program is meant. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Types another line in place of one; the file stays unsaved. */
  async typeLine(path: string, line: number, text: string): Promise<void> {
    await this.openFile(path, line);
    await this.page.keyboard.press('End');
    await this.page.keyboard.press('Shift+Home');
    await this.page.keyboard.press('Shift+Home');
    await this.page.keyboard.type(text);
  }

  /** Copies the files of a later version over a program's, as an edit on disk does. */
  async overlay(program: string, version: string): Promise<void> {
    const source = version === 'v1' ? 'src' : join('versions', version);
    const from = join(root, 'test-workspace', program, source);
    await cp(from, join(this.folder, program, 'src'), { recursive: true });
  }

  async terminal(): Promise<string> {
    return (await this.page.locator('.xterm-rows > div').allTextContents()).join('\n');
  }

  /** Waits until the terminal shows a text. */
  async terminalSays(text: RegExp): Promise<void> {
    await this.until(
      () => this.terminal(),
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

  /** Waits for a notification, and gives its text. */
  async toast(text: RegExp): Promise<string> {
    const toast = this.page.locator('.notification-toast').filter({ hasText: text }).first();
    await toast.waitFor();
    return await toast.innerText();
  }

  async picture(state: string): Promise<void> {
    await this.looks.picture(state);
  }

  /** Polls until a reading is as it should be. */
  async until<T>(read: () => Promise<T>, check: (value: T) => boolean): Promise<T> {
    let last: T | undefined;
    try {
      await expect
        .poll(async () => check((last = await read())), { timeout: 90_000, interval: 200 })
        .toBe(true);
    } catch (error) {
      throw new Error(`not so in time; the last reading: ${JSON.stringify(last)}`, {
        cause: error,
      });
    }
    return last as T;
  }

  async close(): Promise<void> {
    await this.workbench.close();
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
